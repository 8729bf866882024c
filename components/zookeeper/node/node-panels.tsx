'use client'

import { lazy, Suspense } from 'react'
import { useIdle } from '@/components/charts/use-idle'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Segmented } from '@/components/ui/segmented'
import { Since } from '@/components/ui/since'
import { Skeleton } from '@/components/ui/skeleton'
import { useUrlState } from '@/components/ui/url-state'
import type { ZnodeTab } from '@/lib/paths'
import { DataNotes } from '../data/data-notes'
import type { RawMode } from '../data/raw-data'
import { Visible } from '../data/visible'
import type { ZnodeAddress } from '../live/use-znode-address'
import type { WatchKind } from '../live/watch-entry'
import type { ZnodeScene } from '../live/znode-scene'
import { AclList } from './acl-list'
import { InWords } from './in-words'
import { StatList } from './stat-list'

/** Fetched when bytes are looked at. */
const RawData = lazy(() => import('../data/raw-data').then((module) => ({ default: module.RawData })))

/** Below the fold on wide screens, behind a tab on others. */
const WatchLogPanel = lazy(() => import('./watch-log-panel').then((module) => ({ default: module.WatchLogPanel })))

type Mode = 'words' | RawMode

const MODES: readonly { value: Mode; label: string }[] = [
  { value: 'words', label: 'In words' },
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
  { value: 'hex', label: 'Hex' },
  { value: 'base64', label: 'base64' },
]

/** The selected node: data, stat, ACL and what was seen of it; panes side by side where there is room, else tabs. */
export function NodePanels({ cluster, scene, address }: { cluster: string; scene: ZnodeScene; address: ZnodeAddress }) {
  const { node, log, selected } = scene
  const seen = log.filter(({ path }) => path === selected).length
  const idle = useIdle()
  return (
    <div className="node-panels" data-tab={address.tab}>
      <section className="panel pane-data">
        <header>
          <NodeTabs address={address} counts={{ acl: node?.acl?.length, log: seen }} />
          <h2 className="wide-only">Data</h2>
          <div className="end">
            <ModeSwitch />
          </div>
        </header>
        <Data cluster={cluster} scene={scene} address={address} />
      </section>
      <section className="panel pane-stat">
        <header className="panelh" data-pane="stat">
          <h2>Stat</h2>
          <span className="sub">raw names on hover</span>
        </header>
        {node === null ? <Nothing rows={11} scene={scene} /> : <StatList cluster={cluster} node={node} />}
      </section>
      <section className="panel pane-acl">
        <header className="panelh" data-pane="acl">
          <h2>ACL</h2>
          <span className="sub">{node === null ? '' : `version ${node.stat.aversion}`}</span>
        </header>
        {node === null ? <Nothing rows={1} scene={scene} /> : <AclList node={node} />}
      </section>
      <section className="panel pane-log">
        <Suspense fallback={<Skeleton rows={3} />}>
          {idle || address.tab === 'log' ? (
            <WatchLogPanel cluster={cluster} path={selected} log={log} />
          ) : (
            <Skeleton rows={3} />
          )}
        </Suspense>
      </section>
    </div>
  )
}

/** `[` and `]` walk the tabs; on wide screens all of them are panes and this is hidden. */
function NodeTabs({
  address: { path, tab, hrefOf, go },
  counts,
}: {
  address: ZnodeAddress
  counts: Partial<Record<ZnodeTab, number>>
}) {
  return (
    <nav className="tabs" aria-label="Node" data-tabs="">
      {TABS.map(({ tab: one, label }) => (
        <a
          key={one}
          href={hrefOf(path, one)}
          aria-current={one === tab ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            go(path, one)
          }}
        >
          {label}
          {counts[one] === undefined ? null : <sup>{counts[one]}</sup>}
        </a>
      ))}
    </nav>
  )
}

const TABS: readonly { tab: ZnodeTab; label: string }[] = [
  { tab: 'data', label: 'Data' },
  { tab: 'stat', label: 'Stat' },
  { tab: 'acl', label: 'ACL' },
  { tab: 'log', label: 'Watch log' },
]

function useMode(): [Mode, (mode: Mode) => void] {
  const [text, setText] = useUrlState('mode', 'words')
  return [MODES.find(({ value }) => value === text)?.value ?? 'words', setText]
}

function ModeSwitch() {
  const [mode, setMode] = useMode()
  return <Segmented label="Show the data as" value={mode} items={MODES} onChange={setMode} />
}

function Data({ cluster, scene, address }: { cluster: string; scene: ZnodeScene; address: ZnodeAddress }) {
  const [mode] = useMode()
  const { node, absent, refused } = scene
  if (refused !== null) return <ErrorState error={refused} />
  if (absent !== null) return <Absent scene={scene} nearest={absent.nearest} address={address} />
  if (node === null) return <Skeleton rows={9} />
  return (
    <>
      <DataNotes node={node} />
      {mode === 'words' ? (
        <InWords cluster={cluster} node={node} />
      ) : node.data === null ? null : (
        <Suspense fallback={<Skeleton rows={9} />}>
          <RawData data={node.data} mode={mode} />
        </Suspense>
      )}
    </>
  )
}

function Nothing({ rows, scene }: { rows: number; scene: ZnodeScene }) {
  if (scene.absent === null && scene.refused === null) return <Skeleton rows={rows} />
  return <p className="pad small mut">Nothing to show: there is no such node.</p>
}

const ENDED: ReadonlySet<WatchKind> = new Set(['deleted', 'glimpse'])

function Absent({ scene, nearest, address }: { scene: ZnodeScene; nearest: string; address: ZnodeAddress }) {
  const gone = scene.log.find(({ path, kind }) => path === scene.selected && ENDED.has(kind))
  const goneAt = gone?.until ?? gone?.at ?? null
  return (
    <EmptyState
      title={
        <>
          <span className="mono breaks">
            <Visible text={scene.selected.slice(0, 300)} />
          </span>{' '}
          {goneAt === null ? 'does not exist' : 'was deleted while you looked'}
        </>
      }
      detail={
        <>
          {goneAt === null ? null : (
            <>
              Gone since <Since at={goneAt} />; what was seen of it is in the watch log.{' '}
            </>
          )}
          It appears here as soon as it is created.
        </>
      }
      action={
        <a
          className="btn"
          href={address.hrefOf(nearest)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            address.go(nearest)
          }}
        >
          Open the nearest that exists:{' '}
          <span className="mono trunc">
            <Visible text={nearest} />
          </span>
        </a>
      }
    />
  )
}
