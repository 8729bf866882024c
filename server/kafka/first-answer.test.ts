import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { firstAnswer } from './first-answer'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A way that ends like this after so many ms. */
const way = (ms: number, outcome: string | Error) =>
  vi.fn(
    () =>
      new Promise<string>((resolve, reject) => {
        setTimeout(() => (typeof outcome === 'string' ? resolve(outcome) : reject(outcome)), ms)
      }),
  )
const errorsOf = (answer: Promise<string>) =>
  answer.then(
    () => null,
    (error: AggregateError) => error.errors,
  )

describe('firstAnswer', () => {
  it('asks nobody else while the first answers in time', async () => {
    const second = way(0, 'b')
    const answer = firstAnswer([way(90, 'a'), second], 100)
    await vi.advanceTimersByTimeAsync(500)
    expect(await answer).toBe('a')
    expect(second).not.toHaveBeenCalled()
  })

  it('asks the next at once after a failure, and beside a silent one after its patience', async () => {
    const third = way(10, 'c')
    const answer = firstAnswer([way(5, new Error('no')), way(10_000, 'late'), third], 100)
    await vi.advanceTimersByTimeAsync(104)
    expect(third).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(20)
    expect(await answer).toBe('c')
  })

  it('takes the answer of a slow one when the faster ones fail', async () => {
    const answer = firstAnswer([way(300, 'slow'), way(1, new Error('no'))], 100)
    await vi.advanceTimersByTimeAsync(400)
    expect(await answer).toBe('slow')
  })

  it('gives every error, in the order of the ways', async () => {
    const [first, second] = [new Error('first'), new Error('second')]
    const errors = errorsOf(firstAnswer([way(200, first), way(1, second)], 100))
    await vi.advanceTimersByTimeAsync(300)
    expect(await errors).toEqual([first, second])
    expect(await errorsOf(firstAnswer([], 100))).toEqual([])
  })
})
