'use client'

import { useLiveView } from '@/components/live/use-live-view'
import { CliButton } from '@/components/ui/cli-button'
import { SentenceText } from '@/components/ui/sentence-text'
import { Tabs } from '@/components/ui/tabs'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { type EnsembleTab, paths } from '@/lib/paths'
import { type EnsembleScene, ensembleScene, twoLeaders } from './ensemble-scene'

const TABS: readonly { tab: EnsembleTab; label: string }[] = [
  { tab: 'servers', label: 'Servers' },
  { tab: 'sessions', label: 'Sessions' },
]

/** What both pages about an ensemble open with: is there a quorum, who leads, who controls, and the way to the other page. */
export function EnsembleHeader({
  cluster,
  tab,
  initial,
  word,
}: {
  cluster: string
  tab: EnsembleTab
  initial: EnsembleScene
  /** The four-letter word that tells the same. */
  word: 'srvr' | 'cons'
}) {
  const scene = useLiveView(ensembleScene, initial)
  const { verdict, rows } = scene
  return (
    <>
      <VerdictHeader verdict={verdict} actions={<CliButton command={command(word, rows)} />} />
      <p className="mut">
        <SentenceText sentence={twoLeaders(scene, cluster)} />
      </p>
      <Tabs
        label="Ensemble"
        items={TABS.map(({ tab: one, label }) => ({
          href: paths.ensemble(cluster, one),
          label,
          current: one === tab,
          ...(one === 'servers' ? { count: rows.length } : {}),
        }))}
      />
    </>
  )
}

function command(word: string, rows: EnsembleScene['rows']): string {
  return rows
    .map(({ server }) => {
      const colon = server.lastIndexOf(':')
      return `echo ${word} | nc ${server.slice(0, colon)} ${server.slice(colon + 1)}`
    })
    .join('\n')
}
