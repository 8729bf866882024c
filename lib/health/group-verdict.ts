import { formatCount } from '../format'
import type { LagVerdict } from '../model/group-progress'
import { triggerWords } from '../rebalances/trigger-words'
import { groupName } from '../rows/group-name'
import type { GroupRow } from '../rows/group-row'
import { stormRemedies } from './rebalance-storm'
import type { Sentence, Verdict } from './sentence'
import { capital, sincePart, strong, text } from './sentence-parts'

/** One group: what it does, how far it is behind, and what keeps us from knowing. */
export function groupVerdict(row: GroupRow): Verdict {
  const name = strong(groupName(row.id))
  const since = sincePart(row.since)
  const say = (level: Verdict['level'], words: string, more: Sentence, detail: string): Verdict => ({
    state: row.glyph,
    level,
    title: [name, text(` ${words}`), ...more],
    detail: detail === '' ? [] : [text(detail)],
    since: row.status === 'adrift' ? row.staleSince : row.since,
  })
  const behind = behindWords(row)
  const storm = row.rebalances?.storm ?? null
  if (storm !== null && CALM_ELSE.has(row.status)) {
    return {
      state: 'urp',
      level: 'warning',
      title: [
        name,
        text(' rebalanced '),
        strong(`${formatCount(storm.count)} times`),
        ...sincePart(storm.since),
        text(row.lag === null || row.lag === '0' ? '.' : `, ${behind} behind.`),
      ],
      detail: [text(stormWords(row))],
      since: storm.since,
    }
  }
  switch (row.status) {
    case 'adrift':
      return say(
        'critical',
        'has no coordinator to ask',
        [...sincePart(row.staleSince), text(`: ${row.why}.`)],
        'Below stands what was last known. Until it is back, members can neither join nor commit through it.',
      )
    case 'unread':
      return say('warning', 'has no members', [...since, text(`, and ${behind} wait.`)], rangeWords(row))
    case 'rebalancing':
      return say(
        'info',
        `rebalances (${row.state})`,
        [...since, text('.')],
        row.type === 'consumer'
          ? `Members take over partitions one by one, the others go on reading. ${capital(behind)} behind.`
          : `Its members read nothing until it is stable again, unless they are cooperative. ${capital(behind)} behind.`,
      )
    case 'denied':
      return say('unknown', 'may not be described by us', [text('.')], row.why ?? '')
    case 'dead':
      return say('unknown', 'is dead', [...since, text(': its coordinator has dropped it.')], '')
    case 'unknown':
      return say('unknown', 'is in a state we do not know', [text('.')], row.why ?? '')
    case 'empty':
      return say(
        'ok',
        'has no members',
        [...since, text(row.lag === null ? '.' : ', and nothing waits for it.')],
        rangeWords(row),
      )
    default:
      return (
        laggingVerdict(row) ??
        say(
          'ok',
          row.kind === 'zookeeper' ? 'is active' : 'is stable',
          [
            ...since,
            text(
              row.members === null
                ? ''
                : ` with ${formatCount(row.members)} ${row.members === 1 ? 'member' : 'members'}`,
            ),
            text(row.lag === null ? '; its lag is not known.' : `, ${behind} behind.`),
          ],
          rangeWords(row),
        )
      )
  }
}

/** How bad it is that a stable group does not keep up, by the verdict on its worst partition. */
const LAGGING: Record<Exclude<LagVerdict, 'OK'>, Pick<Verdict, 'level' | 'state'>> = {
  WARN: { level: 'warning', state: 'urp' },
  REWIND: { level: 'warning', state: 'move' },
  STALL: { level: 'critical', state: 'minisr' },
  STOP: { level: 'critical', state: 'offline' },
  ERR: { level: 'critical', state: 'offline' },
}

/** How a stable group fails to keep up; null when it does keep up, or when that is not known. */
function laggingVerdict(row: GroupRow): Verdict | null {
  const { progress } = row
  if (progress?.verdict == null || progress.verdict === 'OK') return null
  const growth = Math.round(progress.lagPerMinute ?? 0)
  return {
    ...LAGGING[progress.verdict],
    title: [
      strong(groupName(row.id)),
      text(progress.verdict === 'WARN' ? ' falls behind: ' : ' does not keep up: '),
      text(behindWords(row)),
      text(growth > 0 ? ` behind, ${formatCount(growth)} more each minute.` : ' behind.'),
    ],
    detail: progress.sentence === null ? [] : [text(progress.sentence)],
    since: null,
  }
}

/** Where nothing weighs more than a storm of rebalances; without members it is over. */
const CALM_ELSE: ReadonlySet<GroupRow['status']> = new Set(['stable', 'rebalancing'])

/** Why it rebalanced last, and what usually calms a group. */
function stormWords({ rebalances, assignor, type }: GroupRow): string {
  const trigger = rebalances?.last?.trigger ?? null
  const [first, second] = stormRemedies({
    type: type === 'consumer' ? 'consumer' : 'classic',
    protocol: assignor,
    trigger: trigger?.kind ?? null,
  })
  const cause = trigger === null ? '' : `The last time: ${triggerWords(trigger, [])} (${trigger.certainty}). `
  return `${cause}What calms a group: ${first?.setting} and ${second?.setting}.`
}

/** "184,302 records", "at least 12,004 records". */
function behindWords({ lag, lagKnown }: GroupRow): string {
  if (lag === null) return 'an unknown number of records'
  const partly = lagKnown.partitions < lagKnown.of ? 'at least ' : ''
  return `${partly}${formatCount(lag)} ${lag === '1' ? 'record' : 'records'}`
}

function rangeWords({ kind, topics, lagKnown, lagReason, type }: GroupRow): string {
  if (lagKnown.of === 0) return lagReason === null ? '' : `Lag unknown: ${lagReason}.`
  const where = `${formatCount(lagKnown.of)} ${lagKnown.of === 1 ? 'partition' : 'partitions'} of ${formatCount(topics.length)} ${topics.length === 1 ? 'topic' : 'topics'}`
  const whole = lagReason === null ? '' : ` ${capital(lagReason)}.`
  const protocol = kind === 'zookeeper' ? 'Kept in ZooKeeper, ' : type === null ? '' : `${capital(type)} protocol, `
  return `${protocol}${where}.${whole}`
}
