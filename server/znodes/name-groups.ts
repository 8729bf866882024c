import { setImmediate as nextTurn } from 'node:timers/promises'
import { compareNatural } from '@/lib/natural-order'
import type { ZnodeNameGroup } from '@/lib/views/znode'

const PIECE = 10_000
/** Names alone with their beginning are listed as they are, unless nearly all are. */
const MOST_SINGLES = 200

/**
 * The names that begin with `prefix`, grouped by the character behind what all of them have in common; each group is
 * called by all that its own names have in common. `singles` are names that share that character with none. Both in
 * natural order. `total` counts all of them.
 */
export async function nameGroups(
  names: readonly string[],
  prefix: string,
): Promise<{ groups: ZnodeNameGroup[]; singles: string[]; total: number }> {
  let common: string | null = null
  for (const [index, name] of names.entries()) {
    if (index % PIECE === PIECE - 1) await nextTurn()
    if (name.startsWith(prefix)) common = common === null ? name : sharedBeginning(common, name)
  }
  const beginning = common ?? prefix
  const found = new Map<string, { count: number; prefix: string }>()
  let total = 0
  for (const [index, name] of names.entries()) {
    if (index % PIECE === PIECE - 1) await nextTurn()
    if (!name.startsWith(prefix)) continue
    total += 1
    const next = name.codePointAt(beginning.length)
    const key = next === undefined ? beginning : beginning + String.fromCodePoint(next)
    const group = found.get(key)
    if (group === undefined) found.set(key, { count: 1, prefix: name })
    else {
      group.count += 1
      group.prefix = sharedBeginning(group.prefix, name)
    }
  }
  const groups: ZnodeNameGroup[] = []
  const singles: string[] = []
  for (const [key, { count, prefix: own }] of found) {
    // The name that is the beginning of all others belongs to no group.
    if (count === 1 && (singles.length < MOST_SINGLES || key === beginning)) singles.push(own)
    else groups.push({ prefix: own, count })
  }
  return {
    groups: groups.sort((a, b) => compareNatural(a.prefix, b.prefix)),
    singles: singles.sort(compareNatural),
    total,
  }
}

function sharedBeginning(a: string, b: string): string {
  let at = 0
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  return at === a.length ? a : a.slice(0, at)
}
