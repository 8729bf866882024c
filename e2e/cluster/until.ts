import { setTimeout as delay } from 'node:timers/promises'

/**
 * Asks until the answer is neither false, null nor undefined, and returns it. Rejects with `what` and the last error
 * after `limitMs`; an error of the question counts as "not yet".
 */
export async function until<Answer>(
  what: string,
  ask: () => Answer | Promise<Answer>,
  limitMs = 20_000,
): Promise<Exclude<Awaited<Answer>, false | null | undefined>> {
  const deadline = Date.now() + limitMs
  for (;;) {
    let problem = ''
    try {
      const answer = await ask()
      if (answer !== false && answer !== null && answer !== undefined) {
        // The three excluded values were just ruled out; the compiler does not narrow an awaited generic.
        return answer as Exclude<Awaited<Answer>, false | null | undefined>
      }
    } catch (error) {
      problem = `: ${error}`
    }
    if (Date.now() > deadline) throw new Error(`Still not after ${limitMs / 1000} s: ${what}${problem}`)
    await delay(50)
  }
}
