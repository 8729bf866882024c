import type { CellState } from '../rows/partition-status'

/** A piece of a sentence: plain text, a fact set bold, a link into the app, or a point in time. */
export interface SentencePart {
  text: string
  strong?: boolean
  /** Where the named thing lives: a path made by `lib/paths.ts`. */
  href?: string
  /** Epoch ms; shown as absolute time with its age beside it. `text` is the fallback in words. */
  since?: number
}

export type Sentence = SentencePart[]

/** The sentence as plain text, times as ISO. */
export function plainText(sentence: Sentence): string {
  return sentence.map((part) => (part.since === undefined ? part.text : new Date(part.since).toISOString())).join('')
}

/** The verdict a page opens with: glyph state, one sentence, one more line of what is related and what clears it. */
export interface Verdict {
  state: CellState
  level: 'ok' | 'info' | 'warning' | 'critical' | 'unknown'
  title: Sentence
  detail: Sentence
  /** Epoch ms the state stands since; null when unknown. */
  since: number | null
}
