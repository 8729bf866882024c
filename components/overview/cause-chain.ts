import { burstText, type EventBurst, eventBursts } from '@/components/events/event-bursts'
import { eventSubject, subjectHref } from '@/components/events/event-subject'
import { EVENT_STATE, eventText } from '@/components/events/event-text'
import type { ClusterEvent, EventKind } from '@/lib/events/event'
import { paths } from '@/lib/paths'
import type { CellState } from '@/lib/rows/partition-status'

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

/** What can lead to a state of the cluster; anything else explains nothing. */
const LINKS = new Set<EventKind>([
  'broker-left',
  'broker-bounced',
  'broker-not-answering',
  'broker-joined',
  'controller-elected',
  'controller-lost',
  'leader-changed',
  'leader-lost',
  'isr-shrank',
  'isr-expanded',
  'znode-rewritten',
])
/** A state is known a little later than what brought it about, and moves belong to it only when they came close. */
const TROUBLE_LEAD_MS = 60_000
const MOVE_LEAD_MS = 10_000
const MOST = 6

/**
 * The facts that led to the present state, oldest first: at most six, none when there are fewer than two.
 * @param events newest first
 * @param since when the state began, epoch ms
 */
export function causeChain(events: readonly ClusterEvent[], since: number | null, cluster: string): ChainStep[] {
  if (since === null) return []
  const leading = events.filter(
    // A new partition's first leader moves nothing.
    ({ kind, at, cause }) => LINKS.has(kind) && cause?.kind !== 'initial' && at >= since - leadMs(EVENT_STATE[kind]),
  )
  const steps = eventBursts(leading)
    .map((burst) => step(burst, cluster))
    .reverse()
  return steps.length < 2 ? [] : firstAndLast(steps)
}

/** How long before the state began an event may have led to it; what went well did not. */
function leadMs(state: CellState): number {
  if (state === 'ok') return 0
  return state === 'move' ? MOVE_LEAD_MS : TROUBLE_LEAD_MS
}

/** The first three and the last three: how it began and where it stands. */
function firstAndLast(steps: ChainStep[]): ChainStep[] {
  return steps.length <= MOST ? steps : [...steps.slice(0, MOST / 2), ...steps.slice(-MOST / 2)]
}

function step(burst: EventBurst, cluster: string): ChainStep {
  const { first, events } = burst
  const common = {
    id: first.id,
    at: first.at,
    state: EVENT_STATE[first.kind],
    inferred: events.some(({ cause }) => cause?.certainty === 'inferred'),
  }
  const several = burstText(burst)
  if (several) {
    const { fact, rest, preset } = several
    return { ...common, fact, rest, href: preset ? paths.partitions(cluster, { preset }) : paths.brokers(cluster) }
  }
  const rest = first.cause?.sentence ?? (first.seenLate ? 'seen late' : '')
  return { ...common, fact: eventText(first).fact, rest, href: subjectHref(cluster, eventSubject(first.subject)) }
}
