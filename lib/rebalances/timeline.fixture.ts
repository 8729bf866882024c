import type { Rebalance } from '../model/rebalance'
import { GroupTimeline } from './group-timeline'
import { RecordWriter } from './records.fixture'

/** When the first records are written. */
export const START = 1_000_000
/** Nothing but the records is known. */
export const SURROUNDINGS = { describedBefore: () => null, topicName: () => null, sessionTimeoutMs: () => null }

/** A group whose records are written and read one by one. */
export function group() {
  const records = new RecordWriter()
  const timeline = new GroupTimeline('g', SURROUNDINGS)
  const generation = (...args: Parameters<RecordWriter['generation']>): Rebalance | undefined =>
    timeline.take(records.generation(...args), false)[0]
  const commit = (key: string, at: number) => {
    const [topic = '', partition] = key.split('/')
    timeline.commit(topic, Number(partition), at)
  }
  return { records, timeline, generation, commit }
}

/** Member, kind and certainty of each trigger. */
export function kinds(rebalance: Rebalance | undefined): string[] {
  return (rebalance?.triggers ?? []).map(({ kind, memberId, certainty }) => `${memberId ?? '-'} ${kind} ${certainty}`)
}
