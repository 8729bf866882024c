import { eventSubject, subjectHref, subjectName } from '@/components/events/event-subject'
import { EVENT_STATE, eventText } from '@/components/events/event-text'
import type { ClusterEvent, EventKind } from '@/lib/events/event'
import type { CellState } from '@/lib/health/partition-status'
import { type PartitionPreset, paths } from '@/lib/paths'

/** One link of the chain: a fact, or several of the same kind that came in one burst. */
export interface ChainStep {
  id: string
  /** Epoch ms of the first. */
  at: number
  state: CellState
  fact: string
  rest: string
  inferred: boolean
  href: string | null
}

/** How a burst of several is told and where it leads; kinds that are not here never belong to a chain. */
const BURST: Partial<Record<EventKind, { told: (count: number) => string; preset: PartitionPreset | null }>> = {
  'broker-left': { told: (count) => `${count} brokers left`, preset: null },
  'broker-bounced': { told: (count) => `${count} brokers restarted`, preset: null },
  'broker-not-answering': { told: (count) => `${count} brokers do not answer`, preset: null },
  'broker-joined': { told: (count) => `${count} brokers joined`, preset: null },
  'controller-elected': { told: (count) => `Controller changed ${count} times`, preset: null },
  'controller-lost': { told: () => 'Controller lost', preset: null },
  'leader-changed': { told: (count) => `${count} leaders moved`, preset: 'not-preferred' },
  'leader-lost': { told: (count) => `${count} lost their leader`, preset: 'unavailable' },
  'isr-shrank': { told: (count) => `${count} ISRs shrank`, preset: 'under-replicated' },
  'isr-expanded': { told: (count) => `${count} ISRs grew`, preset: 'all' },
}

/** Events of one kind this close together are one burst. */
const BURST_MS = 30_000
/** A state is known a little later than what brought it about. */
const LEAD_MS = 60_000
const MOST = 6

/**
 * The facts that led to the present state, oldest first: at most six, none when there are fewer than two.
 * @param events newest first
 * @param since when the state began, epoch ms
 */
export function causeChain(events: readonly ClusterEvent[], since: number | null, cluster: string): ChainStep[] {
  if (since === null) return []
  const bursts: ClusterEvent[][] = []
  const open = new Map<EventKind, ClusterEvent[]>()
  for (const event of events.filter(({ at }) => at >= since - LEAD_MS).toReversed()) {
    if (!BURST[event.kind]) continue
    const burst = open.get(event.kind)
    const last = burst?.at(-1)
    if (burst && last && event.at - last.at <= BURST_MS) burst.push(event)
    else {
      const started = [event]
      open.set(event.kind, started)
      bursts.push(started)
    }
  }
  const steps = bursts.flatMap((burst) => step(burst, cluster)).sort((a, b) => a.at - b.at)
  return steps.length < 2 ? [] : leading(steps)
}

/** The first three and the last three: how it began and where it stands. */
function leading(steps: ChainStep[]): ChainStep[] {
  return steps.length <= MOST ? steps : [...steps.slice(0, MOST / 2), ...steps.slice(-MOST / 2)]
}

function step(burst: readonly ClusterEvent[], cluster: string): ChainStep[] {
  const [first] = burst
  const last = burst.at(-1)
  const form = first && BURST[first.kind]
  if (!first || !last || !form) return []
  const subject = eventSubject(first.subject)
  const common = { id: first.id, at: first.at, state: EVENT_STATE[first.kind] }
  const inferred = burst.some(({ cause }) => cause?.certainty === 'inferred')
  if (burst.length === 1) {
    const { fact } = eventText(first)
    const rest = first.cause?.sentence ?? (first.seenLate ? 'seen late' : '')
    return [{ ...common, fact, rest, inferred, href: subjectHref(cluster, subject) }]
  }
  const href = form.preset ? paths.partitions(cluster, { preset: form.preset }) : paths.brokers(cluster)
  const cause = first.cause && burst.every((event) => event.cause?.sentence === first.cause?.sentence)
  const names = [...new Set(burst.map((event) => subjectName(eventSubject(event.subject))))]
  const rest = cause && first.cause ? first.cause.sentence : names.slice(0, 2).join(', ')
  return [{ ...common, fact: form.told(burst.length), rest, inferred, href }]
}
