import Link from 'next/link'
import type { Verdict } from '@/lib/health/sentence'
import type { ClusterIdentity } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { ClockProvider } from '../live/clock'
import { Glyph } from '../ui/glyph'
import { Panel } from '../ui/panel'
import { SentenceText } from '../ui/sentence-text'
import { Mark } from './mark'
import { StayFresh } from './stay-fresh'

/** Every configured cluster with its one sentence. `now` is epoch ms. */
export function ClusterList({
  clusters,
  now,
}: {
  clusters: readonly { identity: ClusterIdentity; verdict: Verdict }[]
  now: number
}) {
  return (
    <ClockProvider now={now}>
      <StayFresh />
      <main className="plain" id="main">
        <h1 className="row strong">
          <span className="link">
            <Mark />
          </span>
          Vivarium
        </h1>
        <Panel title={`${clusters.length} clusters`}>
          <ul className="clusters">
            {clusters.map(({ identity, verdict }) => (
              <li key={identity.id}>
                <Glyph state={verdict.state} />
                <div>
                  <Link className="strong ent" href={paths.overview(identity.id)}>
                    {identity.name}
                  </Link>{' '}
                  {identity.environment ? <span className="tag">{identity.environment}</span> : null}
                  <p className="mut small">
                    <SentenceText sentence={verdict.title} />
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      </main>
    </ClockProvider>
  )
}
