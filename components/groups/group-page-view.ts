import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { ClusterModel } from '@/lib/model/cluster'
import { type GroupView, groupView } from '@/lib/views/group'

/** What the page of one group shows. */
export interface GroupPageView extends GroupView {
  bootstrap: string | null
}

/** null when no broker lists the group. */
export function groupPageView(model: ClusterModel, id: string): GroupPageView | null {
  const view = groupView(model, id)
  return view && { ...view, bootstrap: bootstrapServer(model) }
}
