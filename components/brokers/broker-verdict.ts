import type { Sentence, SentencePart, Verdict } from '@/lib/health/sentence'
import type { BrokerState } from '@/lib/rows/broker-row'
import type { BrokerView } from '@/lib/views/broker'

const LEVELS: Record<BrokerState, Verdict['level']> = {
  alive: 'ok',
  'not-answering': 'warning',
  gone: 'critical',
  missing: 'critical',
  unknown: 'unknown',
}

const IS: Record<BrokerState, string> = {
  alive: ' is up',
  'not-answering': ' does not answer',
  gone: ' is gone',
  missing: ' is not in the cluster',
  unknown: ' is not known well enough for a verdict',
}

/** The sentence about one broker: how it is, since when, and what hangs on it. */
export function brokerVerdict({ row, blastRadius }: BrokerView): Verdict {
  const since: SentencePart[] =
    row.since === null ? [] : [{ text: ' since ' }, { text: new Date(row.since).toISOString(), since: row.since }]
  const reason = row.stateReason === null ? '' : `: ${row.stateReason}`
  const role = row.isController && row.state === 'alive' ? ' and is the controller' : ''
  return {
    state: row.glyph,
    level: LEVELS[row.state],
    title: [
      { text: `Broker ${row.id}`, strong: true },
      { text: IS[row.state] },
      ...since,
      { text: `${role}${reason}.` },
    ],
    detail: row.state === 'alive' || row.state === 'not-answering' ? duties(row, blastRadius) : lost(row),
    since: row.since,
  }
}

function duties({ leaders, replicas }: BrokerView['row'], blast: BrokerView['blastRadius']): Sentence {
  const effects = [
    { partitions: blast.offline.length, would: 'go offline' },
    { partitions: blast.underMinIsr.length, would: 'refuse acks=all writes' },
    { partitions: blast.losesLeader.length, would: 'change leader' },
  ]
    .filter(({ partitions }) => partitions > 0)
    // The noun stands once.
    .map(({ partitions, would }, index) => `${index === 0 ? count(partitions) : partitions} would ${would}`)
  const end = effects.length === 0 ? 'no partition would suffer' : effects.join(', ')
  return [{ text: `It leads ${leaders} of the ${count(replicas)} it holds. If it stopped now, ${end}.` }]
}

function lost({ replicas }: BrokerView['row']): Sentence {
  if (replicas === 0) return [{ text: 'No partition has a replica on it.' }]
  return [{ text: `${count(replicas)} ${replicas === 1 ? 'has' : 'have'} a replica on it.` }]
}

function count(partitions: number): string {
  return `${partitions} ${partitions === 1 ? 'partition' : 'partitions'}`
}
