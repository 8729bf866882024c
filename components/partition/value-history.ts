/** A stretch of time in which something had one value. Epoch ms; `to` is exclusive. */
export interface Stretch<Value> {
  from: number
  to: number
  value: Value
}

/** One recorded change of a value, in time order. */
export interface Change<Value> {
  at: number
  before: Value
  after: Value
}

/**
 * What a value was over time: the recorded changes, closed by what it is now. Before the first change it was what
 * that change says it was, back to `knownSince`; nothing is said about earlier times.
 */
export function valueHistory<Value>(
  changes: readonly Change<Value>[],
  current: Value,
  knownSince: number,
  now: number,
): Stretch<Value>[] {
  const [first] = changes
  if (!first) return knownSince < now ? [{ from: knownSince, to: now, value: current }] : []
  const stretches: Stretch<Value>[] = []
  if (knownSince < first.at) stretches.push({ from: knownSince, to: first.at, value: first.before })
  changes.forEach((change, index) => {
    const next = changes[index + 1]
    const to = next?.at ?? now
    // The last stretch is what the cluster says now: a change we did not see must not outlive it.
    const value = next ? change.after : current
    if (to > change.at) stretches.push({ from: change.at, to, value })
  })
  return stretches
}

/** The value at a moment; undefined where it is not known. */
export function valueAt<Value>(history: readonly Stretch<Value>[], at: number): Value | undefined {
  return history.find(({ from, to }) => from <= at && at < to)?.value
}
