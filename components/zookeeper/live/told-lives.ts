import type { ZnodeTrace } from '@/lib/views/znode'

/** A node from its creation to its deletion, as watches told of it; times in epoch ms. */
export interface ToldLife {
  /** null: it was there before. */
  createdAt: number | null
  writes: number[]
  /** null: no watch told of its end. */
  deletedAt: number | null
}

/** The lives of one node that its traces (oldest first) tell of, oldest first; the first is the one it had before them. */
export function toldLives(traces: readonly ZnodeTrace[], wasThere: boolean): ToldLife[] {
  const lives: ToldLife[] = wasThere ? [{ createdAt: null, writes: [], deletedAt: null }] : []
  for (const { type, at } of traces) {
    const life = lives.at(-1)
    if (type === 'created') lives.push({ createdAt: at, writes: [], deletedAt: null })
    else if (life === undefined || life.deletedAt !== null) continue
    else if (type === 'data') life.writes.push(at)
    else if (type === 'deleted') life.deletedAt = at
  }
  return lives
}
