import { setTimeout as delay } from 'node:timers/promises'
import { figure } from './figures'
import type { CommittingGroup, WrittenTopic } from './lag-truth'
import { type PlainWindow, plainBurrow } from './plain-burrow'

const ROUNDS = 50
const APART_MS = 1_500
/** As the product keeps them. */
const COMMITS = 10
const ENDS = 10
const ENDS_APART_MS = 10_000

/** How a group commits, beside the log: the offset of its n-th commit, null for none. */
type Habit = (round: number, end: number, last: number) => number | null

/** One habit for each verdict, by the name of its group. */
export const HABITS: Record<string, Habit> = {
  'reads-all': (_, end) => end,
  'catches-up-at-times': (round, end, last) => (round % 3 === 2 ? end - 20 : last + 2),
  'falls-behind': (_, __, last) => last + 2,
  'stays-put': () => 5,
  'goes-back': (round, _, last) => (round < 25 ? last + 3 : 10 + round),
  stops: (round, _, last) => (round < 20 ? last + 2 : null),
}

/** Verdicts on live groups beside those of a plain evaluation of the same rules, on what the groups themselves know. */
export async function verdictAgreement(
  url: string,
  groups: readonly CommittingGroup[],
  written: WrittenTopic,
): Promise<string[]> {
  const windows = new Map(groups.map(({ group }) => [group, { commits: [], last: 0 } as Seen]))
  const ends: { at: number; end: number }[] = []
  const words = new Map<string, number>()
  const differing: string[] = []
  let equal = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const end = written.timestamps.length
    if (Date.now() - (ends.at(-1)?.at ?? 0) >= ENDS_APART_MS) ends.push({ at: Date.now(), end })
    for (const { group, commit } of groups) {
      const seen = windows.get(group)
      const offset = HABITS[group]?.(round, end, seen?.last ?? 0) ?? null
      if (!seen || offset === null) continue
      await commit(offset)
      seen.last = offset
      seen.commits.push({ offset, at: Date.now(), lag: Math.max(0, written.timestamps.length - offset) })
      seen.commits.splice(0, seen.commits.length - COMMITS)
    }
    await delay(APART_MS)
    for (const { group } of groups) {
      const seen = windows.get(group)
      const word = await wordOn(url, group)
      if (!seen || word === null) continue
      const now = Date.now()
      const lag = Math.max(0, written.timestamps.length - seen.last)
      const plain = plainBurrow({ commits: seen.commits, ends: ends.slice(-ENDS).map((one) => one.end), lag, now })
      words.set(word, (words.get(word) ?? 0) + 1)
      if (word === plain) equal += 1
      else differing.push(`${group} in round ${round}: ${word}, plainly ${plain}`)
    }
  }
  const seen = [...words].map(([word, count]) => `${word} ${count}`).join(', ')
  return [
    figure('verdicts that differ from a plain evaluation', differing.length, '', 0, `${equal} equal: ${seen}`),
    ...differing.map((one) => `  ${one}`),
  ]
}

interface Seen {
  commits: PlainWindow['commits'][number][]
  last: number
}

/** Null while the product cannot judge. */
async function wordOn(url: string, group: string): Promise<string | null> {
  const answer = await fetch(`${url}/api/v1/clusters/default/group/history?id=${group}`)
  if (!answer.ok) return null
  // The contract of the route, see `groupHistoryAnswer`.
  const { partitions } = (await answer.json()) as { partitions: { verdict: string | null }[] }
  return partitions[0]?.verdict?.toUpperCase() ?? null
}
