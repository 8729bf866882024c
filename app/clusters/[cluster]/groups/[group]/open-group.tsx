import { notFound } from 'next/navigation'
import { GroupPage } from '@/components/groups/group-page'
import { groupPageView } from '@/components/groups/group-page-view'
import { type GroupTab, readGroupSegment } from '@/lib/paths'
import { groupName } from '@/lib/rows/group-name'
import { inspector } from '@/server/index'

export interface GroupRoute {
  params: Promise<{ cluster: string; group: string }>
}

/** The group of the address with this tab open; answers 404 when no broker lists it. */
export async function openGroup({ params }: GroupRoute, tab: GroupTab) {
  const { cluster, group } = await params
  const id = readGroupSegment(group)
  const live = await (await inspector()).cluster(cluster)
  const view = live && id !== null ? groupPageView(live.model(), id) : null
  if (id === null || view === null) notFound()
  return <GroupPage cluster={cluster} id={id} tab={tab} initial={view} />
}

/** The title of a group's pages. */
export async function groupMetadata({ params }: GroupRoute) {
  const id = readGroupSegment((await params).group)
  return { title: id === null ? 'Group' : groupName(id) }
}
