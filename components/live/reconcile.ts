import { type ClusterModel, ENTITY_KINDS } from '@/lib/model/cluster'
import { applyPatches, effectivePatches, type Patch, type PutPatch } from '@/lib/model/patch'
import { CHANNEL_OF, type Channel } from '@/lib/stream'

/**
 * The model a snapshot describes, in which every entity that did not change keeps its identity, so that views and rows
 * of it stay as they are. Kinds of channels the snapshot does not cover are kept.
 */
export function reconcile(
  model: ClusterModel,
  snapshot: readonly PutPatch[],
  channels: ReadonlySet<Channel>,
  at: number,
): ClusterModel {
  const present = new Map(ENTITY_KINDS.map((kind) => [kind, new Set<string>()]))
  for (const patch of snapshot) present.get(patch.kind)?.add(patch.key)
  const patches: Patch[] = effectivePatches(model, snapshot)
  for (const kind of ENTITY_KINDS) {
    if (!channels.has(CHANNEL_OF[kind])) continue
    for (const key of model[kind].keys()) {
      if (!present.get(kind)?.has(key)) patches.push({ op: 'remove', kind, key, source: 'snapshot', at })
    }
  }
  return applyPatches(model, patches)
}
