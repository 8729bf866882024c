import type { ClusterModel } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import type { Patch } from '../model/patch'
import { advertisedEvents, brokerEvents, controllerEvents, probeEvents, quorumEvents } from './broker-events'
import { ensembleEvents } from './ensemble-events'
import type { EventContext, EventDraft } from './event-context'
import { groupEvents, rebalanceEvents } from './group-events'
import { metadataEvents } from './metadata-events'
import { stateEvents } from './partition-events'
import { gapEvents } from './recorder-gap'
import { assignmentEvents, settingsEvents } from './topic-events'

/**
 * What happened between two values of a model, in the order of the patches. Nothing is an event on first sight: a
 * source must have been read once before. What a re-reading after a lost connection finds is marked as seen late.
 */
export function deriveEvents(before: ClusterModel, after: ClusterModel, patches: readonly Patch[]): EventDraft[] {
  return patches.flatMap((patch) => {
    const master = hasZooKeeper(after) ? 'zookeeper' : 'metadata'
    const source = before.source.get(patch.source.startsWith('broker:') ? master : patch.source)
    if (source?.lastOkAt == null) return []
    return ofPatch(patch, { before, after, at: patch.at, source: patch.source, seenLate: source.status !== 'live' })
  })
}

function ofPatch(patch: Patch, context: EventContext): EventDraft[] {
  const { before, after } = context
  switch (patch.kind) {
    case 'source':
      return gapEvents(patch.key, context)
    case 'registration':
      return brokerEvents(patch.key, context)
    case 'advertised':
      return hasZooKeeper(after) ? [] : advertisedEvents(patch.key, context)
    case 'ensembleServer':
      return ensembleEvents(patch.key, context)
    case 'probe':
      return probeEvents(patch.key, context)
    case 'controller':
      return controllerEvents(context)
    case 'quorum':
      return quorumEvents(context)
    case 'assignment':
      return assignmentEvents(patch.key, before.assignment.get(patch.key), after.assignment.get(patch.key), context)
    case 'partitionState':
      return stateEvents(patch.key, context)
    case 'topicMetadata':
      return hasZooKeeper(after)
        ? []
        : metadataEvents(patch.key, before.topicMetadata.get(patch.key), after.topicMetadata.get(patch.key), context)
    case 'topicSettings':
      return settingsEvents(patch.key, context)
    case 'groupListing':
      return groupEvents(patch.key, context)
    case 'groupRebalances':
      return rebalanceEvents(patch.key, context)
    default:
      return []
  }
}
