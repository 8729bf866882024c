import { Tiles } from '@/components/configs/tiles'
import { Bytes } from '@/components/ui/bytes'
import { Count } from '@/components/ui/count'
import { Percent } from '@/components/ui/percent'
import { Unknown } from '@/components/ui/unknown'
import { formatPercent } from '@/lib/format'
import type { BrokerRow } from '@/lib/rows/broker-row'
import { formatLatency } from './latency'

/** The numbers of one broker. */
export function BrokerTiles({ row }: { row: BrokerRow }) {
  const live = row.state === 'alive' || row.state === 'not-answering'
  return (
    <Tiles
      items={[
        { label: 'Leads', value: <Count value={row.leaders} />, unit: 'partitions', note: skew(row.leaderSkewPercent) },
        { label: 'Holds', value: <Count value={row.replicas} />, unit: 'replicas', note: skew(row.replicaSkewPercent) },
        {
          label: 'Out of sync',
          value:
            row.outOfSync === 0 ? (
              '0'
            ) : (
              <span className="t-urp">
                <Count value={row.outOfSync} />
              </span>
            ),
          unit: 'replicas',
          note: row.outOfSync === 0 ? 'every copy is in its ISR' : 'copies outside their ISR',
        },
        {
          label: 'Preferred leader',
          value: <Percent value={row.preferredLeaderPercent} reason="it is the preferred leader of no partition" />,
          note: 'led, of those it should lead',
        },
        {
          label: 'Size',
          value: <Bytes value={row.sizeBytes} reason={row.sizeReason} />,
          note: 'all log directories',
        },
        {
          label: 'Latency',
          value:
            row.latencyMs === null ? (
              <Unknown reason={live ? 'not measured yet' : 'the broker is not alive'} />
            ) : (
              formatLatency(row.latencyMs)
            ),
          note: 'of our last request',
        },
        {
          label: 'Version',
          value: row.software ?? <Unknown reason="this broker does not tell its version" />,
          note: row.isController ? 'active controller' : 'not the controller',
        },
      ]}
    />
  )
}

function skew(percent: number | null): string {
  return percent === null ? 'it is not alive' : `${formatPercent(percent, { signed: true })} from the mean`
}
