import { Bytes } from '@/components/ui/bytes'
import { Count } from '@/components/ui/count'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { StateBadge } from '@/components/ui/state-badge'
import { formatPercent } from '@/lib/format'
import type { BrokerDisk } from '@/lib/model/broker'

const NO_TOTALS = 'brokers tell the size of a volume since Kafka 3.3'

/** A broker's log directories and the volumes they lie on. */
export function BrokerDisks({ disk, reason }: { disk: BrokerDisk | null; reason: string | null }) {
  if (!disk) {
    return (
      <Panel title="Log directories">
        <EmptyState title="The log directories are unknown" detail={reason ?? 'the broker has not answered yet'} />
      </Panel>
    )
  }
  return (
    <Panel
      title="Log directories"
      sub="as the broker answers DescribeLogDirs"
      footer={
        <span className="disk-legend">
          <span>
            <i className="kafka" />
            these logs
          </span>
          <span>
            <i className="other" />
            everything else on the volume
          </span>
        </span>
      }
    >
      <div className="tblw">
        <table className="tbl" aria-label="Log directories">
          <thead>
            <tr>
              <th scope="col">Path</th>
              <th scope="col">State</th>
              <th scope="col" className="n">
                Replicas
              </th>
              <th scope="col" className="n">
                Size
              </th>
              <th scope="col" className="n">
                Usable
              </th>
              <th scope="col" className="n">
                Volume
              </th>
              <th scope="col">Used</th>
            </tr>
          </thead>
          <tbody>
            {disk.directories.map((directory) => (
              <tr key={directory.path}>
                <td className="id">{directory.path}</td>
                <td>
                  {directory.error === null ? (
                    <StateBadge state="ok">Online</StateBadge>
                  ) : (
                    <StateBadge state="offline">{directory.error}</StateBadge>
                  )}
                </td>
                <td className="n">
                  <Count value={directory.replicas} />
                </td>
                <td className="n">
                  <Bytes value={directory.sizeBytes} />
                </td>
                <td className="n">
                  <Bytes value={directory.usableBytes} reason={NO_TOTALS} />
                </td>
                <td className="n">
                  <Bytes value={directory.totalBytes} reason={NO_TOTALS} />
                </td>
                <td>
                  <VolumeUse directory={directory} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

const BAR = 160

/** How full the volume is, and how much of that these logs are. */
function VolumeUse({ directory }: { directory: BrokerDisk['directories'][number] }) {
  if (directory.totalBytes === null || directory.usableBytes === null || directory.totalBytes === '0') return null
  const total = BigInt(directory.totalBytes)
  // A share in tenths of a percent is small; only the bytes themselves need 64 bits.
  const share = (bytes: bigint) => Number((bytes * 1_000n) / total) / 10
  const used = share(total - BigInt(directory.usableBytes))
  const logs = Math.min(used, share(BigInt(directory.sizeBytes)))
  const width = (percent: number) => (percent / 100) * BAR
  return (
    <span className="inline-flex items-center gap-2">
      <svg
        className="disk-used"
        width={BAR}
        height="6"
        role="img"
        aria-label={`${formatPercent(used)} of the volume used, ${formatPercent(logs)} by these logs`}
      >
        <rect className="all" width={BAR} height="6" rx="1" />
        <rect className="other" width={width(used)} height="6" rx="1" />
        <rect className="kafka" width={width(logs)} height="6" rx="1" />
      </svg>
      {formatPercent(used)}
    </span>
  )
}
