import Link from 'next/link'
import { Facts } from '@/components/configs/facts'
import { PartitionLink } from '@/components/topics/partition-link'
import { Glyph } from '@/components/ui/glyph'
import { Panel } from '@/components/ui/panel'
import { Since } from '@/components/ui/since'
import { Unknown } from '@/components/ui/unknown'
import { formatExact } from '@/lib/format'
import type { BlastRadius } from '@/lib/health/blast-radius'
import type { CellState } from '@/lib/health/partition-status'
import { paths } from '@/lib/paths'
import type { BrokerPageView } from './broker-page-view'

const NO_REGISTRATION = 'it is not registered in ZooKeeper'

const EFFECTS: Record<keyof BlastRadius, { glyph: CellState; label: string; why: string }> = {
  offline: { glyph: 'offline', label: 'go offline', why: 'no other copy is in sync' },
  underMinIsr: { glyph: 'minisr', label: 'refuse acks=all writes', why: 'too few copies stay in sync' },
  losesLeader: { glyph: 'move', label: 'change leader', why: 'another copy in sync takes over' },
}
// The keys of a record over keyof BlastRadius are exactly those.
const EFFECT_KINDS = Object.keys(EFFECTS) as (keyof BlastRadius)[]

/** What stops if the broker stops, beside what it registered of itself. */
export function BrokerOverview({ cluster, view }: { cluster: string; view: BrokerPageView }) {
  return (
    <div className="fact-columns">
      <Registration view={view} />
      <Panel title="If it stopped now" sub="each partition in its worst line only">
        <ul className="blast">
          {EFFECT_KINDS.map((kind) => (
            <Effect key={kind} cluster={cluster} id={view.row.id} kind={kind} view={view} />
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function Effect({
  cluster,
  id,
  kind,
  view,
}: {
  cluster: string
  id: number
  kind: keyof BlastRadius
  view: BrokerPageView
}) {
  const { glyph, label, why } = EFFECTS[kind]
  const { count, first } = view.blast[kind]
  return (
    <li>
      <span className={`st ${count === 0 ? 'mut' : `t-${glyph}`}`} title={why}>
        <Glyph state={count === 0 ? 'ok' : glyph} />
        {label}
      </span>
      <span className="n">{formatExact(count)}</span>
      <span className="who">
        {count === 0 && 'no partition'}
        {first.map((key) => {
          const slash = key.lastIndexOf('/')
          const [topic, partition] = [key.slice(0, slash), Number(key.slice(slash + 1))]
          return (
            <span key={key} className="mono">
              <PartitionLink topic={topic} partition={partition} />
            </span>
          )
        })}
        {count > first.length && (
          <Link className="link" href={`${paths.broker(cluster, id, 'partitions')}?show=${kind}`} prefetch={false}>
            all {formatExact(count)}
          </Link>
        )}
      </span>
    </li>
  )
}

function Registration({ view }: { view: BrokerPageView }) {
  const { registration, advertised, row } = view
  const missing = <Unknown reason={NO_REGISTRATION} />
  return (
    <Panel title="Registration" sub={registration ? `/brokers/ids/${row.id}` : 'as clients are told'}>
      <Facts
        items={[
          {
            term: 'Endpoints',
            value:
              row.endpoints.length > 0 ? (
                row.endpoints.map((endpoint) => <div key={endpoint}>{endpoint}</div>)
              ) : (
                <Unknown reason="it is not in the cluster" />
              ),
          },
          {
            term: 'Told to clients',
            value: advertised ? (
              `${advertised.host}:${advertised.port}`
            ) : (
              <Unknown reason="the brokers do not name it to clients" />
            ),
          },
          { term: 'Rack', value: row.rack ?? <Unknown reason="broker.rack is not set" /> },
          { term: 'Registered', value: registration ? <Since at={registration.registeredAt} /> : missing },
          { term: 'Session', value: registration?.sessionId ?? missing },
          { term: 'Broker epoch', value: registration?.epoch ?? missing },
          { term: 'JMX port', value: registration ? (registration.jmxPort ?? 'off') : missing },
          { term: 'Format', value: registration ? `version ${registration.version}` : missing },
          {
            term: 'Features',
            value: registration
              ? registration.features.map(({ name, min, max }) => `${name} ${min}–${max}`).join(', ') || 'none'
              : missing,
          },
        ]}
      />
    </Panel>
  )
}
