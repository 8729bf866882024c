import { readdirSync, readFileSync } from 'node:fs'

const LIMIT_MS = 2_000
const PAUSE_MS = 1

/**
 * Waits, without giving way to anything else, until a process that was sent SIGSTOP runs nowhere any more: on a busy machine
 * its threads may still answer for some milliseconds. Where the system does not tell (not Linux) it returns at once.
 */
export function untilStopped(pid: number): void {
  if (process.platform !== 'linux') return
  const deadline = performance.now() + LIMIT_MS
  const bell = new Int32Array(new SharedArrayBuffer(4))
  while (!isStopped(pid) && performance.now() < deadline) Atomics.wait(bell, 0, 0, PAUSE_MS)
}

/** Whether each thread is stopped or gone. */
function isStopped(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((thread) => {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1')
      // The name stands in brackets and may hold brackets itself; the state comes after the last one.
      return 'TtZX'.includes(stat.charAt(stat.lastIndexOf(')') + 2))
    } catch {
      return true
    }
  })
}
