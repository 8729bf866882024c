import Link from 'next/link'
import { type Fact, Facts } from '@/components/configs/facts'
import { PartitionLink } from '@/components/topics/partition-link'
import { Glyph } from '@/components/ui/glyph'
import { Panel } from '@/components/ui/panel'
import { Since } from '@/components/ui/since'
import { Unknown } from '@/components/ui/unknown'
import { formatExact } from '@/lib/format'
import type { BrokerEffect } from './broker-effects'
import type { BrokerPageView } from './broker-page-view'

/** What the broker registered of itself, beside what hangs on it. */
export function BrokerOverview({ view }: { view: BrokerPageView }) {
  return (
    <div className="fact-columns">
      <Registration view={view} />
      <Panel
        title={view.away ? 'What its absence costs' : 'If it stopped now'}
        sub="each partition in its worst line only"
      >
        <ul className="blast">
          {view.effects.map((effect) => (
            <Effect key={effect.label} effect={effect} />
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function Effect({ effect }: { effect: BrokerEffect }) {
  const { glyph, label, why, count, first, href } = effect
  return (
    <li>
      <span className={`st ${count === 0 ? 'mut' : `t-${glyph}`}`} title={why}>
        <Glyph state={count === 0 ? 'ok' : glyph} />
        {label}
      </span>
      <span className={count === 0 ? 'n faint' : 'n'}>{formatExact(count)}</span>
      <span className="who">
        {count === 0 ? 'no partition' : null}
        {first.map(({ topic, partition }) => (
          <span key={`${topic}/${partition}`} className="mono">
            <PartitionLink topic={topic} partition={partition} />
          </span>
        ))}
        {count > first.length && (
          <Link className="link" href={href} prefetch={false}>
            all {formatExact(count)}
          </Link>
        )}
      </span>
    </li>
  )
}

function Registration({ view }: { view: BrokerPageView }) {
  const { registration, row } = view
  const sub = registration ? `/brokers/ids/${row.id}` : view.away ? 'as last known' : 'as the brokers tell clients'
  return (
    <Panel title="Registration" sub={sub}>
      <Facts items={[...addresses(view), ...(registration ? registered(registration) : [])]} />
    </Panel>
  )
}

function addresses({ row, advertised, away }: BrokerPageView): Fact[] {
  const endpoints = row.endpoints.map((endpoint) => <div key={endpoint}>{endpoint}</div>)
  const last = row.host === null ? <Unknown reason="it never told an address" /> : `${row.host}:${row.port}`
  const told = advertised ? (
    `${advertised.host}:${advertised.port}`
  ) : (
    <Unknown reason="the brokers do not name it to clients" />
  )
  return [
    away ? { term: 'Last address', value: last } : { term: 'Endpoints', value: endpoints },
    { term: 'Told to clients', value: told },
    { term: 'Rack', value: row.rack ?? <Unknown reason="broker.rack is not set" /> },
  ]
}

function registered(registration: NonNullable<BrokerPageView['registration']>): Fact[] {
  const features = registration.features.map(({ name, min, max }) => `${name} ${min}–${max}`).join(', ')
  return [
    { term: 'Registered', value: <Since at={registration.registeredAt} />, words: true },
    { term: 'Session', value: registration.sessionId },
    { term: 'Broker epoch', value: registration.epoch },
    { term: 'JMX port', value: registration.jmxPort ?? 'off', words: true },
    { term: 'Format', value: `version ${registration.version}`, words: true },
    { term: 'Features', value: features || 'none', words: features === '' },
  ]
}
