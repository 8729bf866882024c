/** What Burrow keeps of one partition, as numbers. */
export interface PlainWindow {
  /** Oldest first, at least one; `at` in ms, `lag` null where it was not known then. */
  commits: readonly { offset: number; at: number; lag: number | null }[]
  /** Ends of the log, oldest first. */
  ends: readonly number[]
  /** Behind the live end. */
  lag: number
  now: number
}

/**
 * Burrow's rules once more, as plainly as they can be written and from their description alone, in the variant of the live
 * end: the reference the product's verdicts are measured by.
 */
export function plainBurrow({ commits, ends, lag, now }: PlainWindow): 'OK' | 'WARN' | 'STOP' | 'STALL' | 'REWIND' {
  const [first, last] = [commits[0], commits[commits.length - 1]]
  if (!first || !last) throw new Error('no commits')
  if (lag <= 0) return 'OK'
  let hadReadAll = false
  for (const end of ends) if (end <= last.offset) hadReadAll = true
  if (now - last.at > last.at - first.at && !hadReadAll) return 'STOP'
  let before = first
  for (const [index, one] of commits.entries()) {
    if (one.offset < before.offset) {
      let back = false
      for (const later of commits.slice(index)) if (later.offset >= before.offset) back = true
      if (!back) return 'REWIND'
      break
    }
    before = one
  }
  for (const one of commits) if (one.lag === 0) return 'OK'
  let same = commits.length > 1
  for (const one of commits) if (one.offset !== first.offset) same = false
  if (same) return 'STALL'
  let known: number | null = null
  let pairs = 0
  for (const one of commits) {
    if (one.lag === null) continue
    if (known !== null) {
      pairs += 1
      if (one.lag < known) return 'OK'
    }
    known = one.lag
  }
  return pairs > 0 ? 'WARN' : 'OK'
}
