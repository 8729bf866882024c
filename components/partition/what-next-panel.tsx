import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { Panel } from '@/components/ui/panel'
import type { WhatNext } from '@/lib/views/partition'
import './what-next.css'

/** What would follow each event that can happen next, by the controller's own election rule. */
export function WhatNextPanel({ whatNext }: { whatNext: readonly WhatNext[] }) {
  return (
    <Panel title="What next" sub="if this happens, then">
      {whatNext.length === 0 ? (
        <EmptyState title="Nothing to foretell" detail="Leader, ISR or live brokers are not known yet." />
      ) : (
        <dl className="what-next">
          {whatNext.map(({ when, outcome, state }) => (
            <div key={when}>
              <dt>
                <Glyph state={state} />
                {when}
              </dt>
              <dd>{outcome}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}
