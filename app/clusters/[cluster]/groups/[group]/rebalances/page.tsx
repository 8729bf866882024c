import { type GroupRoute, groupMetadata, openGroup } from '../open-group'

export const generateMetadata = groupMetadata

/** One group, when and why it rebalanced. */
export default async function GroupRebalancesPage(route: GroupRoute) {
  return await openGroup(route, 'rebalances')
}
