import { errorCode } from '@/lib/errors'
import type { BrokerRouter } from '../broker-router'
import { throwAnswerError } from '../item-error'
import { APIS } from '../wire/apis'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'
import { metadata } from './metadata'

/**
 * All moves under way; asks the controller, and once more with fresh metadata when it is not the controller any more.
 * Errors: `unreachable`, `timeout`, `stale` (there is no controller), `forbidden`.
 */
export async function listPartitionReassignments(
  router: BrokerRouter,
  options?: CallOptions,
): Promise<PartitionReassignment[]> {
  try {
    return await ask(router, options)
  } catch (error) {
    if (errorCode(error) !== 'stale') throw error
    await metadata(router, [], options)
    return await ask(router, options)
  }
}

/** A partition on the move. Source: ListPartitionReassignments (key 46, `ListPartitionReassignmentsResponse`). */
export interface PartitionReassignment {
  topic: string
  partition: number
  /** The whole present set, the added and the removed included. */
  replicas: number[]
  adding: number[]
  removing: number[]
}

function ask(router: BrokerRouter, options: CallOptions | undefined): Promise<PartitionReassignment[]> {
  const wait = waitOf(options, LIST_TIMEOUT_MS)
  return router.controller(
    APIS.listPartitionReassignments,
    { timeoutMs: wait.timeoutMs, topics: null },
    wait,
    (answer) => {
      throwAnswerError('ListPartitionReassignments', answer.errorCode, answer.errorMessage)
      return answer.topics.flatMap((topic) =>
        topic.partitions.map((one) => ({
          topic: topic.name,
          partition: one.partitionIndex,
          replicas: one.replicas,
          adding: one.addingReplicas,
          removing: one.removingReplicas,
        })),
      )
    },
  )
}
