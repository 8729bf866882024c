'use client'
import type { Tank } from '@/lib/views/overview'

/** Leaves the partitions with a replica on one broker; the empty value leaves all. */
export function BrokerFilter({
  tanks,
  value,
  onChange,
}: {
  tanks: readonly Tank[]
  value: string
  onChange: (value: string) => void
}) {
  return (
    <select
      className="broker-filter"
      aria-label="Replica on broker"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">All brokers</option>
      {tanks.map(({ broker, gone }) => (
        <option key={broker} value={String(broker)}>
          Broker {broker}
          {gone ? ' (gone)' : ''}
        </option>
      ))}
    </select>
  )
}
