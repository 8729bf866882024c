/** tsx and npm pass Ctrl-C on although the terminal has told every process of the group already. */
const ECHO_MS = 500

/** Calls `first` at the first SIGINT, SIGTERM or SIGHUP, and `again` when a person insists. */
export function onInterruption(first: () => void, again: () => void): void {
  let at: number | null = null
  const listener = () => {
    const now = performance.now()
    if (at === null) {
      at = now
      first()
    } else if (now - at > ECHO_MS) again()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener)
}
