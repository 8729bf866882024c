'use client'

import { useMemo } from 'react'
import { useLiveView } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { paths } from '@/lib/paths'
import { FINDING_COLUMNS, type FindingRow, kindWord } from './findings-columns'
import { type FindingsScene, findingsScene } from './findings-scene'
import './findings.css'

const keyOf = ({ subject, kind, sources }: FindingRow) => `${kind} ${subject} ${sources[0]?.znode ?? ''}`

/** Where ZooKeeper and the brokers, or two places in either, say different things: both values, never one of them alone. */
export function FindingsPage({ cluster, initial }: { cluster: string; initial: FindingsScene }) {
  const { verdict, findings, zookeeper, lookedFor } = useLiveView(findingsScene, initial)
  const rows = useMemo(() => findings.map((finding): FindingRow => ({ cluster, ...finding })), [cluster, findings])
  return (
    <>
      <VerdictHeader
        verdict={verdict}
        actions={<Button href={paths.zookeeper(cluster)}>{zookeeper ? 'Open the znodes' : 'The quorum'}</Button>}
      />
      <DataTable
        caption="Findings"
        title="Two views"
        sub="what two sources say of the same thing, each with its age"
        columns={FINDING_COLUMNS}
        rows={rows}
        getKey={keyOf}
        defaultSort="since"
        total={rows.length}
        empty={<EmptyState title="Nothing to show" detail={`Looked for: ${lookedFor.map(kindWord).join(', ')}.`} />}
      />
    </>
  )
}
