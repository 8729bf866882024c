import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheDirectory } from './cache-directory'
import { processIdentity, signalGroup } from './process-identity.mjs'

interface RecordedProcess {
  /** A client is whatever else ends with the cluster. */
  role: 'client' | 'broker' | 'zookeeper'
  pid: number
  identity: string
}

const guardianScript = fileURLToPath(new URL('./guardian.mjs', import.meta.url))
const open = new Set<RunRecord>()

/**
 * The processes of one cluster, written to a file as they start, so that they can be ended by number when the owner
 * of the cluster is gone: at exit by the owner itself, after a SIGKILL of the owner by a guardian process.
 */
export class RunRecord {
  readonly #file: string
  readonly #directory: string
  readonly #processes: RecordedProcess[] = []
  readonly #dismissGuardian: () => void

  /** `directory` is removed with the cluster. */
  constructor(directory: string) {
    const runs = join(cacheDirectory(), 'runs')
    mkdirSync(runs, { recursive: true })
    endAbandonedRuns(runs)
    this.#directory = directory
    this.#file = join(runs, `${process.pid}-${randomBytes(4).toString('hex')}.jsonl`)
    writeFileSync(
      this.#file,
      `${JSON.stringify({ owner: process.pid, identity: processIdentity(process.pid), directory })}\n`,
    )
    this.#dismissGuardian = startGuardian(this.#file)
    if (open.size === 0) watchOverExit()
    open.add(this)
  }

  /** Call in the same tick as the spawn: what is not recorded is not cleaned up. */
  add(role: RecordedProcess['role'], pid: number): void {
    const identity = processIdentity(pid)
    if (identity === null) return
    const recorded: RecordedProcess = { role, pid, identity }
    this.#processes.push(recorded)
    appendFileSync(this.#file, `${JSON.stringify(recorded)}\n`)
  }

  /** SIGKILL to all clients. */
  endClients(): void {
    for (const recorded of this.#processes) if (recorded.role === 'client') signalGroup(recorded, 'SIGKILL')
  }

  /** The cluster was stopped in order: forgets it, removes its directory and sends the guardian home. */
  close(): void {
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 })
    rmSync(this.#file, { force: true })
    open.delete(this)
    if (open.size === 0) stopWatchingOverExit()
    this.#dismissGuardian()
  }

  /** Ends everything without waiting; the last resort of a process that is about to exit. */
  endNow(): void {
    for (const recorded of this.#processes) signalGroup(recorded, 'SIGKILL')
    this.close()
  }
}

function startGuardian(runFile: string): () => void {
  const guardian = spawn(process.execPath, [guardianScript, runFile], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guardian.unref()
  // The pipe is a net.Socket at run time; unreferenced it does not keep a finished program alive.
  const pipe = guardian.stdin as typeof guardian.stdin & { unref(): void }
  pipe.unref()
  pipe.on('error', () => {})
  return () => pipe.end()
}

/** A run whose owner and guardian both died (a reboot, an out-of-memory killer) is ended by the next start. */
function endAbandonedRuns(runs: string): void {
  for (const name of readdirSync(runs)) {
    const file = join(runs, name)
    try {
      const first = JSON.parse(readFileSync(file, 'utf8').split('\n')[0] ?? '') as { owner: number; identity: string }
      if (processIdentity(first.owner) === first.identity) continue
    } catch {
      // Gone meanwhile, or its owner is just writing the first line.
      continue
    }
    spawn(process.execPath, [guardianScript, file], { detached: true, stdio: 'ignore' }).unref()
  }
}

function endAllNow(): void {
  for (const record of [...open]) record.endNow()
}

/** A program with its own handler stops its clusters in order; only without one does the signal end everything here. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  process.exit(signal === 'SIGINT' ? 130 : 143)
}

function watchOverExit(): void {
  process.on('exit', endAllNow)
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

function stopWatchingOverExit(): void {
  process.off('exit', endAllNow)
  process.off('SIGINT', onSignal)
  process.off('SIGTERM', onSignal)
}
