import type { BrokerRouter } from '../broker-router'
import { itemError, itemErrorOf, type KafkaItemError, leftOut } from '../item-error'
import { APIS } from '../wire/apis'
import type { Draft } from '../wire/codec'
import type { OffsetFetchRequest, OffsetFetchResponse } from '../wire/schemas/offset-fetch.gen'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/**
 * All that groups have committed, asked of their coordinator: in one request where it speaks OffsetFetch v8 (Kafka 3.0),
 * else group by group within the same deadline. A group that does not exist has committed nothing, which is no error.
 * Topics we may not describe are left out by the broker without a word.
 * Every group asked for has an entry. Source: OffsetFetch (key 9, `OffsetFetchResponse`), pending transactions not
 * waited for. Errors: `not-found`, `unreachable`, `timeout`.
 */
export async function fetchOffsets(
  router: BrokerRouter,
  coordinator: number,
  ids: string[],
  options?: CallOptions,
): Promise<Map<string, GroupCommits | { error: KafkaItemError }>> {
  const [first, ...rest] = ids
  if (first === undefined) return new Map()
  const commits = new Map<string, GroupCommits | { error: KafkaItemError }>()
  const { timeoutMs, signal } = waitOf(options, LIST_TIMEOUT_MS)
  const endsAt = performance.now() + timeoutMs
  let batched = false
  const ask = async (groups: string[], one: string) => {
    // The version is known when the request is written.
    const draft = (version: number): Draft<OffsetFetchRequest> => {
      batched = version >= BATCHED_FROM
      return batched ? { groups: groups.map((groupId) => ({ groupId, topics: null })) } : { groupId: one, topics: null }
    }
    const wait = { timeoutMs: Math.max(1, endsAt - performance.now()), signal }
    const answer = await router.one(coordinator, APIS.offsetFetch, draft, wait)
    for (const group of batched ? answer.groups : [{ ...answer, groupId: one }])
      commits.set(group.groupId, parseCommits(group))
  }
  await ask(ids, first)
  try {
    for (let at = 0; !batched && at < rest.length; at += AT_ONCE) {
      await Promise.all(rest.slice(at, at + AT_ONCE).map((id) => ask([id], id)))
    }
  } catch (failure) {
    const error = itemErrorOf(failure)
    for (const id of rest) if (!commits.has(id)) commits.set(id, { error })
  }
  for (const id of ids) if (!commits.has(id)) commits.set(id, { error: leftOut('group') })
  return commits
}

/** What a group has committed. */
export interface GroupCommits {
  topics: { topic: string; partitions: PartitionCommit[] }[]
}

export interface PartitionCommit {
  partition: number
  /** Null where nothing is committed. */
  offset: bigint | null
  /** Null when empty. */
  metadata: string | null
  error: KafkaItemError | null
}

/** First version that takes many groups. */
const BATCHED_FROM = 8
/** Requests under way where each takes one group: a connection takes 64, and is not ours alone. */
const AT_ONCE = 16

type Answered = Pick<OffsetFetchResponse['groups'][number], 'errorCode' | 'topics'>

/** Below v8 the fields of one group are those of the answer itself. */
function parseCommits({ errorCode, topics }: Answered | OffsetFetchResponse): GroupCommits | { error: KafkaItemError } {
  const error = itemError(errorCode)
  if (error) return { error }
  return {
    topics: topics.map(({ name, partitions }) => ({
      topic: name,
      partitions: partitions.map(({ partitionIndex, committedOffset, metadata, errorCode: code }) => ({
        partition: partitionIndex,
        offset: committedOffset < 0n ? null : committedOffset,
        metadata: metadata || null,
        error: itemError(code),
      })),
    })),
  }
}
