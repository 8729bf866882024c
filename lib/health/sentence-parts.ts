import type { Sentence, SentencePart } from './sentence'

/** Plain words. */
export function text(words: string): SentencePart {
  return { text: words }
}

/** A fact set bold. */
export function strong(words: string): SentencePart {
  return { text: words, strong: true }
}

/** " since …", or nothing where the time is unknown. */
export function sincePart(since: number | null): SentencePart[] {
  return since === null ? [] : [text(' since '), { text: new Date(since).toISOString(), since }]
}

/** The words with a capital at their head. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The sentence with a capital at its head. */
export function capitalised(parts: Sentence): Sentence {
  return parts.map((part, index) => (index === 0 ? { ...part, text: capital(part.text) } : part))
}
