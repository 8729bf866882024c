import type { ReactNode } from 'react'
import type { Sentence, Verdict } from '@/lib/health/sentence'
import { Announcer } from './announcer'
import { Glyph } from './glyph'
import { SentenceText } from './sentence-text'

/** The sentence without its times: they tick, and ticking is not news. */
function news(sentence: Sentence): string {
  return sentence
    .filter((part) => part.since === undefined)
    .map((part) => part.text)
    .join('')
}

/** The sentence a page opens with: its only `h1`, one detail line, at most one primary action. */
export function VerdictHeader({
  verdict,
  size = 'page',
  actions,
}: {
  verdict: Verdict
  size?: 'page' | 'overview'
  actions?: ReactNode
}) {
  return (
    <header className={size === 'page' ? 'verdict v2' : 'verdict'}>
      <Glyph state={verdict.state} size={size === 'page' ? 18 : 20} />
      <h1>
        <SentenceText sentence={verdict.title} />
      </h1>
      {actions ? <div className="acts">{actions}</div> : null}
      {verdict.detail.length > 0 ? (
        <p>
          <SentenceText sentence={verdict.detail} />
        </p>
      ) : null}
      <Announcer text={news(verdict.title)} />
    </header>
  )
}
