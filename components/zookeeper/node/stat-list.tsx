import Link from 'next/link'
import type { ReactNode } from 'react'
import { Since } from '@/components/ui/since'
import { formatBytes, formatExact } from '@/lib/format'
import { paths } from '@/lib/paths'
import type { ZnodeStatView, ZnodeView } from '@/lib/views/znode'
import { zxidParts } from '../data/zxid-parts'

/** Every field of the stat, by the names ZooInspector gives them; the raw name on hover. */
export function StatList({ cluster, node }: { cluster: string; node: ZnodeView }) {
  const { stat } = node
  return (
    <dl className="kv pad">
      {FIELDS.map(({ raw, label, value }) => (
        <div key={raw} className="contents">
          <dt title={raw}>{label}</dt>
          <dd>{value(stat)}</dd>
        </div>
      ))}
      <dt title="ephemeralOwner">Ephemeral owner</dt>
      <dd>
        {stat.ephemeralOwner}{' '}
        <small>
          <Owner cluster={cluster} node={node} />
        </small>
      </dd>
    </dl>
  )
}

function Owner({ cluster, node }: { cluster: string; node: ZnodeView }) {
  if (node.stat.ephemeralOwner === '0x0') {
    return (
      <span title="ZooKeeper says the same of container and TTL nodes: it tells clients no difference">persistent</span>
    )
  }
  const broker = /^broker (\d+)$/.exec(node.owner ?? '')?.[1]
  return (
    <>
      {broker === undefined ? (
        (node.owner ?? 'of no broker')
      ) : (
        <Link className="link" href={paths.broker(cluster, Number(broker))} prefetch={false}>
          {node.owner}
        </Link>
      )}
      ,{' '}
      <Link className="link" href={paths.ensemble(cluster, 'sessions')} prefetch={false}>
        its session
      </Link>
    </>
  )
}

const FIELDS: readonly { raw: keyof ZnodeStatView; label: string; value: (stat: ZnodeStatView) => ReactNode }[] = [
  { raw: 'version', label: 'Data version', value: (stat) => formatExact(stat.version) },
  { raw: 'mtime', label: 'Last modified time', value: (stat) => <Since at={stat.mtime} ms /> },
  { raw: 'mzxid', label: 'Modified ID', value: (stat) => <Zxid zxid={stat.mzxid} /> },
  { raw: 'ctime', label: 'Creation time', value: (stat) => <Since at={stat.ctime} /> },
  { raw: 'czxid', label: 'Creation ID', value: (stat) => <Zxid zxid={stat.czxid} /> },
  { raw: 'pzxid', label: 'Node ID', value: (stat) => <Zxid zxid={stat.pzxid} /> },
  { raw: 'cversion', label: 'Children version', value: (stat) => formatExact(stat.cversion) },
  { raw: 'aversion', label: 'ACL version', value: (stat) => formatExact(stat.aversion) },
  { raw: 'numChildren', label: 'Number of children', value: (stat) => formatExact(stat.numChildren) },
  {
    raw: 'dataLength',
    label: 'Data length',
    value: (stat) => <span title={`${formatExact(stat.dataLength)} bytes`}>{formatBytes(stat.dataLength)}</span>,
  },
]

/** A zxid in hex with its halves: the epoch of the leader that wrote it, and the count within. */
function Zxid({ zxid }: { zxid: string }) {
  const parts = zxidParts(zxid)
  if (parts === null) return zxid
  return (
    <>
      {zxid}{' '}
      <small title="epoch : counter">
        {formatExact(parts.epoch)}&nbsp;:&nbsp;{formatExact(parts.counter)}
      </small>
    </>
  )
}
