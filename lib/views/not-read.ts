import type { Verdict } from '../health/sentence'
import { unreadReason } from '../health/unread-reason'
import { clusterVerdict } from '../health/verdict'
import type { ClusterModel } from '../model/cluster'
import type { Source } from '../model/source'

/** What stands in place of any page while nothing of the cluster is known. */
export interface NotReadView {
  /** null as soon as something was read. */
  unread: string | null
  verdict: Verdict
  sources: Source[]
}

/** The same on server and in browser. */
export function notReadView(model: ClusterModel): NotReadView {
  return { unread: unreadReason(model), verdict: clusterVerdict(model), sources: [...model.source.values()] }
}
