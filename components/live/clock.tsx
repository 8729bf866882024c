'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const SECOND = 1_000

/** The server's time in the browser: ticks once a second, can be corrected, and stands still while the page is paused. */
export class Clock {
  /** The moment the server rendered with; hydration must see the same. */
  readonly rendered: number
  #offset: number | null = null
  #frozen: number | null = null
  #now: number
  #timer: ReturnType<typeof setInterval> | null = null
  readonly #listeners = new Set<() => void>()

  constructor(rendered: number) {
    this.rendered = rendered
    this.#now = rendered
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Epoch ms of the last tick, not of pausing. */
  wall = (): number => this.#now

  /** Epoch ms the page shows: the wall's, or the moment of pausing. */
  shown = (): number => this.#frozen ?? this.#now

  /**
   * Hears the server's time (epoch ms). What travels arrives late, never early, so the greatest difference heard is
   * the nearest to the truth.
   */
  hear(server: number): void {
    const offset = server - Date.now()
    if (this.#offset === null || offset > this.#offset) this.#offset = offset
  }

  freeze(): void {
    this.#frozen ??= this.#now
    this.#notify()
  }

  release(): void {
    this.#frozen = null
    this.#tick()
  }

  start(): void {
    this.#offset ??= this.rendered - Date.now()
    this.#timer ??= setInterval(() => this.#tick(), SECOND)
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #tick(): void {
    this.#now = Date.now() + (this.#offset ?? 0)
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}

const ClockContext = createContext<Clock | null>(null)

/** Gives the server's time to everything below; `now` is epoch ms of rendering. */
export function ClockProvider({ now, children }: { now: number; children: ReactNode }) {
  const [clock] = useState(() => new Clock(now))
  useEffect(() => {
    clock.start()
    return () => clock.stop()
  }, [clock])
  return <ClockContext value={clock}>{children}</ClockContext>
}

/** The clock itself, for the live store to correct and freeze. */
export function useClock(): Clock {
  const clock = useContext(ClockContext)
  if (!clock) throw new Error('No ClockProvider above this component')
  return clock
}
