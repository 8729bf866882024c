/** Where a query was found in a name: the lower `score` the better; `ranges` are [from, to) for highlighting. */
export interface Match {
  score: number
  ranges: [number, number][]
}

const PREFIX = 0
const WORD = 10
const INSIDE = 20
const SCATTERED = 40
/** Names of Kafka are built of words joined by these. */
const BOUNDARY = /[._\-/\s]/

/** The query's words, in lower case. */
export function words(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}

function scattered(lower: string, word: string): Match | null {
  const ranges: [number, number][] = []
  let at = 0
  for (const letter of word) {
    const found = lower.indexOf(letter, at)
    if (found < 0) return null
    const last = ranges.at(-1)
    if (last && last[1] === found) last[1] = found + 1
    else ranges.push([found, found + 1])
    at = found + 1
  }
  return { score: SCATTERED + ranges.length, ranges }
}

function matchWord(lower: string, word: string): Match | null {
  const first = lower.indexOf(word)
  if (first === 0) return { score: PREFIX, ranges: [[0, word.length]] }
  if (first < 0) return scattered(lower, word)
  for (let at = first; at > 0; at = lower.indexOf(word, at + 1)) {
    if (BOUNDARY.test(lower.charAt(at - 1))) return { score: WORD, ranges: [[at, at + word.length]] }
  }
  return { score: INSIDE, ranges: [[first, first + word.length]] }
}

/** How well a name answers all words of a query; null when one of them is not in it, not even letter by letter. */
export function match(lower: string, queryWords: readonly string[]): Match | null {
  let score = 0
  const ranges: [number, number][] = []
  for (const word of queryWords) {
    const found = matchWord(lower, word)
    if (!found) return null
    score += found.score
    ranges.push(...found.ranges)
  }
  return { score, ranges: merged(ranges) }
}

function merged(ranges: [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

/** A name with its lower case at hand, so that ten thousand are searched within a key stroke. */
export interface Name {
  text: string
  lower: string
}

/**
 * The best names for the words, at most `limit`: by score, then the shorter, then by the alphabet. Names that hold the
 * words only letter by letter are a last resort: they are left out where any name holds them whole.
 */
export function bestNames(
  names: readonly Name[],
  queryWords: readonly string[],
  limit: number,
): { name: Name; match: Match }[] {
  const best: { name: Name; match: Match }[] = []
  for (const name of names) {
    const found = match(name.lower, queryWords)
    if (!found) continue
    const entry = { name, match: found }
    const last = best[limit - 1]
    if (last && compare(entry, last) >= 0) continue
    const place = best.findIndex((other) => compare(entry, other) < 0)
    best.splice(place < 0 ? best.length : place, 0, entry)
    if (best.length > limit) best.pop()
  }
  const whole = best.filter((entry) => entry.match.score < SCATTERED)
  return whole.length > 0 ? whole : best
}

function compare(a: { name: Name; match: Match }, b: { name: Name; match: Match }): number {
  return (
    a.match.score - b.match.score ||
    a.name.text.length - b.name.text.length ||
    (a.name.text < b.name.text ? -1 : a.name.text > b.name.text ? 1 : 0)
  )
}
