import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** How long a stopped child may clean up (a test cluster, a browser) before it is killed. */
const GRACE_MS = 20_000

/** One program to run in a group of its own, so that everything it starts can be ended with it. */
export interface ChildPlan {
  program: string
  args: readonly string[]
  /** Additional variables. */
  env?: Readonly<Record<string, string>>
  limitMs: number
  /** Whether standard output is kept for the caller instead of shown. */
  capture?: boolean
  signal: AbortSignal
}

/** How it ended; a child ended by a signal has 128 + its number, as in a shell. */
export interface ChildResult {
  exitCode: number
  /** Empty unless captured. */
  output: string
  timedOut: boolean
}

/** Runs a child to its end; its time limit or an abort ends its whole group, first kindly. */
export async function runChild({ program, args, env, limitMs, capture, signal }: ChildPlan): Promise<ChildResult> {
  signal.throwIfAborted()
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', capture === true ? 'pipe' : 'inherit', 'inherit'],
    detached: true,
  })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  let timedOut = false
  const closed = once(child, 'close')
  const stop = () => void endGroup(child, closed)
  const timer = setTimeout(() => {
    timedOut = true
    stop()
  }, limitMs)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const [code, ending] = await closed
    return {
      exitCode: typeof code === 'number' ? code : 128 + (ending === 'SIGKILL' ? 9 : 15),
      output: Buffer.concat(chunks).toString('utf8'),
      timedOut,
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    signalGroup(child, 'SIGKILL')
  }
}

async function endGroup(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  signalGroup(child, 'SIGTERM')
  const patience = new AbortController()
  const grace = delay(GRACE_MS, 'late', { signal: patience.signal }).catch(() => 'closed')
  if ((await Promise.race([closed, grace])) === 'late') signalGroup(child, 'SIGKILL')
  patience.abort()
}

/** A negative pid names the group; one that has ended already is no error. */
function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // process.kill throws with an errno code.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
