/** Numbers in [0, 1) that look random and are the same for the same seed (a linear congruential generator, mixed). */
export type SeededRandom = () => number

/** A generator of its own for every purpose keeps them independent of each other's pace. */
export function seededRandom(seed: string): SeededRandom {
  let state = 2166136261
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619)
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x45d9f3b)
    mixed ^= mixed >>> 16
    return (mixed >>> 0) / 2 ** 32
  }
}
