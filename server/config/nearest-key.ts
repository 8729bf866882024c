import { editDistance } from '@/lib/edit-distance'

/** The known key that needs the fewest edits (insert, drop, replace, swap neighbours) to be reached; case does not count. */
export function nearestKey(word: string, known: readonly string[]): string | null {
  let best: string | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const key of known) {
    const edits = editDistance(word.slice(0, 100).toLowerCase(), key.toLowerCase())
    if (edits < fewest) [best, fewest] = [key, edits]
  }
  return best
}
