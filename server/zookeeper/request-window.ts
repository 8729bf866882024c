import { setMaxListeners } from 'node:events'
import { VivariumError } from '@/lib/errors'

/** One thing to ask: `start` sends it and calls `done` exactly once, unless the window is failed first. */
export interface WindowTask<Value> {
  /** Equal keys share one request in flight; null never shares. */
  key: string | null
  path: string
  start(done: (error: Error | null, value?: Value) => void): void
}

export interface WaitOptions {
  timeoutMs: number
  signal?: AbortSignal | undefined
}

interface Waiter {
  entry: Entry
  deadline: number
  settle(error: unknown, value?: unknown): void
}

interface Entry {
  task: WindowTask<unknown>
  waiters: Set<Waiter>
}

const SWEEP_MS = 250

/**
 * Lets at most `width` requests be in flight and at most `queueLimit` wait, shares equal reads, and keeps deadlines.
 *
 * A request that ran out of time keeps its place in flight until its reply or the end of the connection: replies come
 * in order, so sending more into a stuck connection would only hide that it is stuck. Values are shared between
 * callers and must not be changed.
 */
export class RequestWindow {
  readonly #width: number
  readonly #queueLimit: number
  readonly #entries = new Map<string, Entry>()
  readonly #waiters = new Set<Waiter>()
  readonly #inFlight = new Set<Entry>()
  #queue: Entry[] = []
  #head = 0
  #sweeper: NodeJS.Timeout | undefined
  #requests = 0

  constructor(width: number, queueLimit: number) {
    this.#width = width
    this.#queueLimit = queueLimit
  }

  get inFlight(): number {
    return this.#inFlight.size
  }

  get queued(): number {
    return this.#queue.length - this.#head
  }

  /** Requests sent since the start. */
  get requests(): number {
    return this.#requests
  }

  /** Runs a task. Errors: the task's own, `busy` when the queue is full, `timeout`; an abort rejects with its reason. */
  run<Value>(task: WindowTask<Value>, { timeoutMs, signal }: WaitOptions): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const shared = task.key === null ? undefined : this.#entries.get(task.key)
      if (shared === undefined && this.queued >= this.#queueLimit) {
        return reject(new VivariumError({ code: 'busy', message: `${this.queued} ZooKeeper requests wait already` }))
      }
      const entry = shared ?? { task: task as WindowTask<unknown>, waiters: new Set() }
      const onAbort = () => waiter.settle(signal?.reason)
      const waiter: Waiter = {
        entry,
        deadline: performance.now() + timeoutMs,
        settle: (error, value) => {
          if (!entry.waiters.delete(waiter)) return
          this.#waiters.delete(waiter)
          if (this.#waiters.size === 0) this.#stopSweeping()
          signal?.removeEventListener('abort', onAbort)
          if (error == null)
            resolve(value as Value) // same key, same kind of task: see WindowTask.key
          else reject(error as Error)
        },
      }
      entry.waiters.add(waiter)
      this.#waiters.add(waiter)
      if (signal !== undefined) {
        // A page of children is hundreds of reads under one signal, which is no leak.
        setMaxListeners(0, signal)
        signal.addEventListener('abort', onAbort, { once: true })
      }
      this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_MS).unref()
      if (shared !== undefined) return
      if (task.key !== null) this.#entries.set(task.key, entry)
      this.#queue.push(entry)
      this.#pump()
    })
  }

  /** Reads of the path that are under way are shared no more: what they return may be older than what is known now. */
  outdate(path: string): void {
    for (const entry of this.#inFlight) if (entry.task.path === path) this.#unshare(entry)
  }

  /** As `outdate`, for every path. */
  outdateAll(): void {
    for (const entry of this.#inFlight) this.#unshare(entry)
  }

  /** The connection is gone: everything in flight and queued fails with `error`. */
  failAll(error: Error): void {
    this.#entries.clear()
    this.#inFlight.clear()
    this.#queue = []
    this.#head = 0
    for (const waiter of [...this.#waiters]) waiter.settle(error)
  }

  #pump(): void {
    while (this.#inFlight.size < this.#width && this.#head < this.#queue.length) {
      const entry = this.#queue[this.#head] as Entry // head < length
      this.#head += 1
      if (entry.waiters.size > 0) this.#send(entry)
      else this.#unshare(entry)
    }
    if (this.#head === this.#queue.length || this.#head > 1_024) {
      this.#queue = this.#queue.slice(this.#head)
      this.#head = 0
    }
  }

  #send(entry: Entry): void {
    this.#inFlight.add(entry)
    this.#requests += 1
    entry.task.start((error, value) => {
      if (!this.#inFlight.delete(entry)) return
      this.#unshare(entry)
      for (const waiter of [...entry.waiters]) waiter.settle(error, value)
      this.#pump()
    })
  }

  #unshare(entry: Entry): void {
    const key = entry.task.key
    if (key !== null && this.#entries.get(key) === entry) this.#entries.delete(key)
  }

  #sweep(): void {
    const now = performance.now()
    for (const waiter of [...this.#waiters]) {
      if (waiter.deadline > now) continue
      const { path } = waiter.entry.task
      waiter.settle(new VivariumError({ code: 'timeout', message: `ZooKeeper did not answer in time (${path})` }))
    }
  }

  #stopSweeping(): void {
    clearInterval(this.#sweeper)
    this.#sweeper = undefined
  }
}
