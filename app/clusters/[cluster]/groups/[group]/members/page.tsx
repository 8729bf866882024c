import { type GroupRoute, groupMetadata, openGroup } from '../open-group'

export const generateMetadata = groupMetadata

/** One group, its members. */
export default async function GroupMembersPage(route: GroupRoute) {
  return await openGroup(route, 'members')
}
