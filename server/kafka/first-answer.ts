/**
 * The first success of several ways to the same answer: the next way is tried when one fails, and also when the ones
 * under way have said nothing for `patienceMs`: a frozen broker must not use up the whole deadline.
 * Errors: an AggregateError with one error per way, in order.
 */
export function firstAnswer<T>(ways: (() => Promise<T>)[], patienceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const errors: unknown[] = []
    let next = 0
    let failed = 0
    let timer: NodeJS.Timeout | undefined
    const start = () => {
      clearTimeout(timer)
      const index = next
      const way = ways[index]
      if (!way) return
      next += 1
      timer = setTimeout(start, patienceMs)
      way().then(
        (answer) => {
          clearTimeout(timer)
          next = ways.length
          resolve(answer)
        },
        (error) => {
          errors[index] = error
          failed += 1
          if (failed < ways.length) return start()
          clearTimeout(timer)
          reject(new AggregateError(errors))
        },
      )
    }
    if (ways.length === 0) reject(new AggregateError(errors))
    start()
  })
}
