import { type GroupRoute, groupMetadata, openGroup } from './open-group'

export const generateMetadata = groupMetadata

/** One group, its lag. */
export default async function GroupLagPage(route: GroupRoute) {
  return await openGroup(route, 'lag')
}
