'use client'

import Link from 'next/link'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { formatExact } from '@/lib/format'
import { paths } from '@/lib/paths'
import '../zookeeper.css'
import { type QuorumScene, quorumScene } from './quorum-scene'

const INSTEAD: readonly { fact: string; here: string; label: string; href: (cluster: string) => string }[] = [
  { fact: 'who is registered (/brokers/ids)', here: 'the brokers’ own answers', label: 'Brokers', href: paths.brokers },
  {
    fact: 'leaders and ISR as the controller wrote them (…/state)',
    here: 'what brokers tell their clients, seconds later',
    label: 'Partitions',
    href: (cluster) => paths.partitions(cluster),
  },
  {
    fact: 'the controller and its epoch (/controller)',
    here: 'the leader of the quorum, above',
    label: 'Overview',
    href: paths.overview,
  },
  {
    fact: 'changed settings (/config)',
    here: 'each topic’s and broker’s configuration',
    label: 'Topics',
    href: paths.topics,
  },
]

/** A cluster without ZooKeeper: what its pages would have added, where the same is found, and the quorum in its place. */
export function WithoutZookeeper({ cluster, initial }: { cluster: string; initial: QuorumScene }) {
  useNumbers()
  const { verdict, rows, leaderEpoch } = useLiveView(quorumScene, initial)
  return (
    <>
      <VerdictHeader verdict={verdict} actions={<Button href={paths.findings(cluster)}>Two views</Button>} />
      <Panel
        title="Metadata quorum"
        sub={leaderEpoch === null ? 'not read yet' : `epoch ${leaderEpoch}; asked with DescribeQuorum`}
      >
        <div className="tblw">
          <table className="tbl">
            <caption className="sr">Voters and observers of the quorum</caption>
            <thead>
              <tr>
                <th scope="col">Node</th>
                <th scope="col">Role</th>
                <th scope="col" className="n">
                  Log end offset
                </th>
                <th scope="col" className="n">
                  Behind leader <span className="u">records</span>
                </th>
                <th scope="col">Caught up</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.role} ${row.id}`}>
                  <td className="id" data-label="Node">
                    {row.id}
                  </td>
                  <td data-label="Role">
                    <StateBadge state="ok">{row.role}</StateBadge>
                  </td>
                  <td className="n mono" data-label="Log end offset">
                    {row.logEndOffset === null ? (
                      <Unknown reason="the node does not know" />
                    ) : (
                      formatExact(row.logEndOffset)
                    )}
                  </td>
                  <td className="n" data-label="Behind leader">
                    {row.behind === null ? (
                      <Unknown reason="one of the two offsets is unknown" />
                    ) : (
                      formatExact(row.behind)
                    )}
                  </td>
                  <td data-label="Caught up">
                    <Since at={row.lastCaughtUpAt} reason="the broker does not say" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      <Panel title="What ZooKeeper would have added" sub="and where to look instead">
        <div className="tblw">
          <table className="tbl quorum-table">
            <caption className="sr">Facts of ZooKeeper and where they are found without it</caption>
            <tbody>
              {INSTEAD.map(({ fact, here, label, href }) => (
                <tr key={label}>
                  <td>{fact}</td>
                  <td className="mut">{here}</td>
                  <td>
                    <Link className="link" href={href(cluster)} prefetch={false}>
                      {label}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  )
}
