import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { partitionRow } from '@/lib/rows/partition-row'
import type { CellState } from '@/lib/rows/partition-status'
import { STATUS_CELL } from '@/lib/rows/partition-status'
import { subjectOf } from '@/lib/znodes/paths'

/** What the cluster's state adds to a line of the tree: a glyph where something is wrong, a word where there is one. */
export interface TreeMark {
  state: CellState | null
  note: string | null
}

const NONE: TreeMark = { state: null, note: null }

/** The mark of one node; nothing for most. */
export function treeMark(model: ClusterModel | null, path: string): TreeMark {
  if (model === null) return NONE
  if (path === '/controller' || path === '/controller_epoch') return controllerMark(model, path)
  const subject = subjectOf(path)
  if (subject.kind === 'partition') {
    const row = partitionRow(model, subject.topic, subject.partition)
    return row === null || STATUS_CELL[row.status] === 'ok' ? NONE : { state: STATUS_CELL[row.status], note: null }
  }
  if (subject.kind === 'broker') return { state: null, note: model.registration.get(String(subject.id))?.host ?? null }
  return NONE
}

function controllerMark(model: ClusterModel, path: string): TreeMark {
  const controller = model.controller.get(SINGLE)
  if (controller === undefined) return NONE
  if (path === '/controller') return { state: null, note: `broker ${controller.brokerId}` }
  return { state: null, note: controller.epoch === null ? null : String(controller.epoch) }
}
