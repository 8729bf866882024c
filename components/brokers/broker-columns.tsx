import { Bytes } from '@/components/ui/bytes'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Percent } from '@/components/ui/percent'
import { Since } from '@/components/ui/since'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import type { BrokerRow } from '@/lib/rows/broker-row'
import { BrokerLink } from './broker-link'
import { BrokerStateBadge, brokerStateWord, compareBrokerStates } from './broker-state'
import { formatLatency } from './latency'
import { Skew } from './skew'

const byId = (a: BrokerRow, b: BrokerRow) => a.id - b.id
const text = (value: string | number | null) => (value === null ? '' : String(value))

const NOT_LIVE = 'the broker is not alive'

/** Shares are compared among live brokers only. */
function skewReason(row: BrokerRow): string {
  return row.state === 'alive' || row.state === 'not-answering' ? 'there is nothing to share out yet' : NOT_LIVE
}

/** The columns of the list of brokers, in their order on screen. */
export const BROKER_COLUMNS: Column<BrokerRow>[] = [
  {
    id: 'id',
    header: 'Broker',
    mono: true,
    sort: byId,
    cell: (row) => <BrokerLink id={row.id} isController={row.isController} />,
    text: (row) => String(row.id),
  },
  {
    id: 'state',
    header: 'State',
    sort: (a, b) => compareBrokerStates(a.state, b.state) || byId(a, b),
    cell: (row) => <BrokerStateBadge row={row} />,
    text: (row) => brokerStateWord(row.state),
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    sort: ascending((row) => row.since, byId),
    cell: (row) => <Since at={row.since} reason={row.sinceReason} />,
    text: (row) => (row.since === null ? '' : new Date(row.since).toISOString()),
  },
  {
    id: 'address',
    header: 'Address',
    cell: (row) =>
      row.host === null ? (
        <Unknown reason="it never told us an address" />
      ) : (
        <span className="mono">{`${row.host}:${row.port}`}</span>
      ),
    text: (row) => (row.host === null ? '' : `${row.host}:${row.port}`),
  },
  {
    id: 'rack',
    header: 'Rack',
    hideBelow: 'md',
    sort: (a, b) => ((a.rack ?? '') < (b.rack ?? '') ? -1 : (a.rack ?? '') > (b.rack ?? '') ? 1 : byId(a, b)),
    cell: (row) => row.rack ?? <Unknown reason="broker.rack is not set" />,
    text: (row) => text(row.rack),
  },
  {
    id: 'leaders',
    header: 'Leaders',
    align: 'right',
    sort: ascending((row) => row.leaders, byId),
    cell: (row) => <Count value={row.leaders} />,
    text: (row) => text(row.leaders),
  },
  {
    id: 'leader-skew',
    header: 'Leader skew',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((row) => row.leaderSkewPercent, byId),
    cell: (row) => <Skew percent={row.leaderSkewPercent} reason={skewReason(row)} />,
    text: (row) => text(row.leaderSkewPercent),
  },
  {
    id: 'replicas',
    header: 'Replicas',
    align: 'right',
    sort: ascending((row) => row.replicas, byId),
    cell: (row) => <Count value={row.replicas} />,
    text: (row) => text(row.replicas),
  },
  {
    id: 'replica-skew',
    header: 'Replica skew',
    align: 'right',
    hideBelow: 'lg',
    sort: ascending((row) => row.replicaSkewPercent, byId),
    cell: (row) => <Skew percent={row.replicaSkewPercent} reason={skewReason(row)} />,
    text: (row) => text(row.replicaSkewPercent),
  },
  {
    id: 'out-of-sync',
    header: 'Out of sync',
    align: 'right',
    sort: ascending((row) => row.outOfSync, byId),
    cell: (row) =>
      row.outOfSync === 0 ? (
        <span className="faint">0</span>
      ) : (
        <b className="t-urp">
          <Count value={row.outOfSync} />
        </b>
      ),
    text: (row) => text(row.outOfSync),
  },
  {
    id: 'preferred',
    header: 'Preferred',
    unit: 'led',
    align: 'right',
    hideBelow: 'lg',
    sort: ascending((row) => row.preferredLeaderPercent, byId),
    cell: (row) => <Percent value={row.preferredLeaderPercent} reason="it is the preferred leader of no partition" />,
    text: (row) => text(row.preferredLeaderPercent),
  },
  {
    id: 'size',
    header: 'Size',
    align: 'right',
    sort: ascendingInt64((row) => row.sizeBytes, byId),
    cell: (row) => <Bytes value={row.sizeBytes} reason={row.sizeReason} />,
    text: (row) => text(row.sizeBytes),
  },
  {
    id: 'latency',
    header: 'Latency',
    align: 'right',
    sort: ascending((row) => row.latencyMs, byId),
    cell: (row) =>
      row.latencyMs === null ? (
        <Unknown reason={row.state === 'alive' ? 'not measured yet' : NOT_LIVE} />
      ) : (
        formatLatency(row.latencyMs)
      ),
    text: (row) => text(row.latencyMs),
  },
  {
    id: 'version',
    header: 'Version',
    hideBelow: 'lg',
    cell: (row) => row.software ?? <Unknown reason="this broker does not tell its version" />,
    text: (row) => text(row.software),
  },
  {
    id: 'why',
    header: 'Why',
    defaultHidden: true,
    cell: (row) => <span className="mut">{row.stateReason}</span>,
    text: (row) => text(row.stateReason),
  },
  {
    id: 'session',
    header: 'ZooKeeper session',
    defaultHidden: true,
    cell: (row) =>
      row.session === null ? (
        <Unknown reason="no registration in ZooKeeper" />
      ) : (
        <span className="mono">{row.session}</span>
      ),
    text: (row) => text(row.session),
  },
  {
    id: 'epoch',
    header: 'Epoch',
    defaultHidden: true,
    cell: (row) =>
      row.epoch === null ? (
        <Unknown reason="no registration in ZooKeeper" />
      ) : (
        <span className="mono">{row.epoch}</span>
      ),
    text: (row) => text(row.epoch),
  },
]
