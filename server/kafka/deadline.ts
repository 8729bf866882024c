/**
 * The outcome of `work`, or `late()` thrown after the deadline, or the signal's reason once it is aborted.
 * The work itself goes on: it is shared, or has its own end.
 */
export async function withDeadline<T>(work: Promise<T>, { timeoutMs, signal }: Wait, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), timeoutMs)
  })
  try {
    return await untilAborted(Promise.race([work, deadline]), signal)
  } finally {
    clearTimeout(timer)
  }
}

/** How long a caller waits, and what ends the wait early. */
export interface Wait {
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** The outcome of `work`, or the signal's reason once it is aborted; the work itself goes on. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason)
    if (signal.aborted) aborted()
    signal.addEventListener('abort', aborted)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}
