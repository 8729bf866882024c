'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { useEvents } from '@/components/live/use-events'
import { useNow } from '@/components/live/use-now'
import { Glyph } from '@/components/ui/glyph'
import { formatClock } from '@/lib/format'
import { causeChain } from './cause-chain'
import './chain.css'

/** How the present state came about, oldest first; absent while there are fewer than two facts to tell. */
export function CauseChainStrip({ cluster, since }: { cluster: string; since: number | null }) {
  const events = useEvents()
  const now = useNow()
  const steps = useMemo(() => causeChain(events, since, cluster), [events, since, cluster])
  if (steps.length === 0) return null
  return (
    <ol className="chain" aria-label="How it came about">
      {steps.map((step) => (
        <li key={step.id}>
          <time className={`t-${step.state}`} dateTime={new Date(step.at).toISOString()}>
            <Glyph state={step.state} />
            {formatClock(step.at, { now, ms: true })}
            {step.inferred && <span className="tag inferred">inferred</span>}
          </time>
          <p title={`${step.fact} ${step.rest}`.trim()}>
            {step.href ? (
              <Link href={step.href} prefetch={false}>
                {step.fact}
              </Link>
            ) : (
              <b>{step.fact}</b>
            )}
            {step.rest && `, ${step.rest}`}
          </p>
        </li>
      ))}
    </ol>
  )
}
