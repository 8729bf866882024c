'use client'

import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useEffect, useState } from 'react'
import { copyText } from './copy-text'

const SHOWN_MS = 1_600

/** Copies a text and says whether that worked. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  return (
    <button
      type="button"
      className="btn quiet"
      title={label}
      onClick={() => void copyText(text).then((ok) => setOutcome(ok ? 'copied' : 'refused'))}
    >
      {outcome === 'copied' ? <Check className="ic ic-s" /> : <Copy className="ic ic-s" />}
      <span aria-live="polite">
        {outcome === null ? label : outcome === 'copied' ? 'Copied' : 'The browser refused the clipboard'}
      </span>
    </button>
  )
}
