'use client'

import Link from 'next/link'
import { useLiveView } from '@/components/live/use-live-view'
import { CliButton } from '@/components/ui/cli-button'
import { Panel } from '@/components/ui/panel'
import { SentenceText } from '@/components/ui/sentence-text'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { paths } from '@/lib/paths'
import '../zookeeper.css'
import { type EnsembleScene, ensembleScene, twoLeaders } from './ensemble-scene'
import { EnsembleTable } from './ensemble-table'

/** Is there a quorum, and how many failures are left. */
export function EnsemblePage({ cluster, initial }: { cluster: string; initial: EnsembleScene }) {
  const scene = useLiveView(ensembleScene, initial)
  const { verdict, rows } = scene
  return (
    <>
      <VerdictHeader verdict={verdict} actions={<CliButton command={srvrCommand(rows)} />} />
      <p className="mut">
        <SentenceText sentence={twoLeaders(scene, cluster)} />
      </p>
      <EnsembleTable initial={initial.rows} />
      <Panel title="What the numbers say">
        <dl className="kv pad wrap">
          <dt>Latency</dt>
          <dd>how long requests waited inside the server since it started</dd>
          <dt>Outstanding</dt>
          <dd>requests that wait for the disk or the quorum at this moment: a few are normal, hundreds are not</dd>
          <dt>Connections</dt>
          <dd>brokers, tools, our session, and the question itself</dd>
          <dt>Behind leader</dt>
          <dd>transactions between this server’s last and the leader’s, both asked at about the same moment</dd>
        </dl>
      </Panel>
      <p>
        <Link className="link" href={paths.zookeeper(cluster)} prefetch={false}>
          The znodes they keep
        </Link>
      </p>
    </>
  )
}

function srvrCommand(rows: EnsembleScene['rows']): string {
  return rows
    .map(({ server }) => {
      const colon = server.lastIndexOf(':')
      return `echo srvr | nc ${server.slice(0, colon)} ${server.slice(colon + 1)}`
    })
    .join('\n')
}
