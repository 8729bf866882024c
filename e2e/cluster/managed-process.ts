import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { untilStopped } from './until-stopped'

/** One ZooKeeper server or Kafka broker, to be stopped, frozen and killed at will. Port and data outlive a stop. */
export interface ManagedProcess {
  /** Broker id or ZooKeeper server id. */
  readonly id: number
  /** On 127.0.0.1. */
  readonly port: number
  /** Null while it does not run. */
  readonly pid: number | null
  readonly state: 'running' | 'frozen' | 'stopped'
  /** Appended to by every start. */
  readonly logFile: string
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM, SIGKILL when that takes too long (15 s unless given); resolves when it is gone. */
  stop(limitMs?: number): Promise<void>
  /** SIGSTOP to the whole group; it runs no more when this returns. */
  freeze(): void
  /** SIGCONT to the whole group. */
  thaw(): void
  /** Resolves when it serves; rejects with the end of its log when it does not come up. */
  start(): Promise<void>
  /** Stops it when it runs, then starts it. */
  restart(): Promise<void>
}

/** How to run one server. */
export interface ProcessPlan {
  /** For messages: "broker 2". */
  name: string
  id: number
  port: number
  command: string
  args: string[]
  directory: string
  logFile: string
  /** Awaited before every start. */
  beforeStart?: () => Promise<void>
  /** Called in the tick of the spawn. */
  onSpawn: (pid: number) => void
  /** `log` is what this start has logged so far. */
  serves: (log: string) => boolean | Promise<boolean>
}

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 15_000

/** A server as a child process in its own process group, with its output in a file. */
export function managedProcess(plan: ProcessPlan): ManagedProcess {
  let child: ChildProcess | null = null
  let gone: Promise<void> = Promise.resolve()
  let frozen = false

  const pid = () => child?.pid ?? null

  function signal(name: NodeJS.Signals): void {
    const group = pid()
    if (group === null) return
    try {
      process.kill(-group, name)
    } catch (error) {
      // It ended between the check and the signal: the exit event is on its way.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }

  function launch(): void {
    const log = openSync(plan.logFile, 'a')
    const started = spawn(plan.command, plan.args, {
      detached: true,
      cwd: plan.directory,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    child = started
    frozen = false
    gone = new Promise((resolve) => {
      const ended = () => {
        if (child === started) child = null
        resolve()
      }
      started.once('exit', ended)
      started.once('error', ended)
    })
    // A program that forgets its cluster may end; the cluster is then ended with it.
    started.unref()
    if (started.pid !== undefined) plan.onSpawn(started.pid)
  }

  async function untilGone(limitMs = Number.POSITIVE_INFINITY): Promise<boolean> {
    const deadline = Date.now() + limitMs
    // Polls, because an unreferenced child alone would not keep the event loop alive until it is gone.
    while (child !== null) {
      if (Date.now() > deadline) return false
      await Promise.race([gone, delay(50)])
    }
    return true
  }

  async function start(): Promise<void> {
    if (child !== null) throw new Error(`${plan.name} already runs as process ${pid()}`)
    await plan.beforeStart?.()
    const from = statSync(plan.logFile, { throwIfNoEntry: false })?.size ?? 0
    const said = () => readFileSync(plan.logFile).subarray(from).toString()
    launch()
    const deadline = Date.now() + START_LIMIT_MS
    while (!(await plan.serves(said()))) {
      if (child === null) throw new Error(`${plan.name} ended while starting:\n${tail(said())}`)
      if (Date.now() > deadline) {
        signal('SIGKILL')
        throw new Error(`${plan.name} does not serve after ${START_LIMIT_MS / 1000} s:\n${tail(said())}`)
      }
      await delay(50)
    }
  }

  async function kill(): Promise<void> {
    signal('SIGKILL')
    await untilGone()
  }

  async function stop(limitMs = STOP_LIMIT_MS): Promise<void> {
    // A frozen process would look at its SIGTERM only when thawed.
    if (!frozen) {
      signal('SIGTERM')
      if (await untilGone(limitMs)) return
    }
    await kill()
  }

  return {
    id: plan.id,
    port: plan.port,
    logFile: plan.logFile,
    get pid() {
      return pid()
    },
    get state() {
      if (child === null) return 'stopped'
      return frozen ? 'frozen' : 'running'
    },
    kill,
    stop,
    freeze() {
      if (child === null) throw new Error(`${plan.name} does not run`)
      signal('SIGSTOP')
      frozen = true
      if (child.pid !== undefined) untilStopped(child.pid)
    },
    thaw() {
      signal('SIGCONT')
      frozen = false
    },
    start,
    async restart() {
      if (child !== null) await stop()
      await start()
    },
  }
}

function tail(log: string): string {
  return log.trimEnd().split('\n').slice(-15).join('\n')
}
