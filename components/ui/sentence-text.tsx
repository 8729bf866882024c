import Link from 'next/link'
import type { Sentence, SentencePart } from '@/lib/health/sentence'
import { Since } from './since'

function content(part: SentencePart) {
  if (part.since !== undefined) return <Since at={part.since} inSentence />
  if (part.href === undefined) return part.text
  return (
    <Link className="ent" href={part.href} prefetch={false}>
      {part.text}
    </Link>
  )
}

/** A sentence of facts, links and times as inline text. */
export function SentenceText({ sentence }: { sentence: Sentence }) {
  return sentence.map((part, index) => {
    // The parts of one sentence have no identity but their place.
    const key = `${index}`
    return part.strong ? <b key={key}>{content(part)}</b> : <span key={key}>{content(part)}</span>
  })
}
