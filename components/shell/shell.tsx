'use client'

import Moon from 'lucide-react/icons/moon'
import Search from 'lucide-react/icons/search'
import { usePathname } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import type { ClusterIdentity } from '@/lib/model/cluster'
import { type ShellView, shellView } from '@/lib/views/shell'
import { useLiveView } from '../live/use-live-view'
import { Breadcrumbs } from './breadcrumbs'
import { ClusterSwitcher } from './cluster-switcher'
import { crumbTrail } from './crumb-trail'
import { Freshness } from './freshness'
import { MainArea } from './main-area'
import { Notice, notify } from './notice'
import { Rail } from './rail'
import { TabBar } from './tab-bar'
import { Tape } from './tape'
import { toggleTheme } from './theme'
import { TimeControl } from './time-control'
import { useShortcuts } from './use-shortcuts'

const loadPalette = () => import('../palette/palette').then((module) => ({ default: module.Palette }))
const Palette = lazy(loadPalette)
const loadHelp = () => import('./help-dialog').then((module) => ({ default: module.HelpDialog }))
const HelpDialog = lazy(loadHelp)

const PALETTE_AFTER_MS = 3_000

type Overlay = 'palette' | 'help' | null

/** Shows an overlay once its code is here: code that cannot be fetched must not take the page down. */
function open(overlay: Overlay, load: () => Promise<unknown>, show: (overlay: Overlay) => void): void {
  load().then(
    () => show(overlay),
    () => notify('That part of the page could not be loaded: the server does not answer'),
  )
}

/** The frame around every page of a cluster: rail, bar, tape, and what opens over them. */
export function Shell({
  cluster,
  clusters,
  initial,
  children,
}: {
  cluster: ClusterIdentity
  clusters: readonly ClusterIdentity[]
  initial: ShellView
  children: ReactNode
}) {
  const { badges, sources } = useLiveView(shellView, initial)
  const [overlay, setOverlay] = useState<Overlay>(null)
  const close = useCallback(() => setOverlay(null), [])
  const openPalette = useCallback(() => open('palette', loadPalette, setOverlay), [])
  const openHelp = useCallback(() => open('help', loadHelp, setOverlay), [])
  const { place, crumbs } = crumbTrail(cluster.id, usePathname())
  useShortcuts({ cluster: cluster.id, openPalette, openHelp, covered: overlay !== null })
  // Fetched once nothing else is wanted, so that the first ⌘K loses no key stroke.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().catch(() => null), PALETTE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Rail cluster={cluster.id} current={place} badges={badges} onHelp={openHelp} />
      <div>
        <header className="top">
          <ClusterSwitcher cluster={cluster} all={clusters} />
          <Breadcrumbs crumbs={crumbs} />
          <button type="button" className="find" onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
            <Search className="ic ic-s" />
            <span className="word">Find anything</span>
            <kbd className="kbd">⌘K</kbd>
          </button>
          <TimeControl />
          <Freshness sources={sources} />
          <button type="button" className="icb" aria-label="Theme" title="Theme (t)" onClick={toggleTheme}>
            <Moon className="ic" />
          </button>
        </header>
        <Tape cluster={cluster.id} />
        <MainArea>{children}</MainArea>
      </div>
      <TabBar cluster={cluster.id} current={place} badges={badges} />
      <Notice />
      <Suspense>
        {overlay === 'palette' ? <Palette cluster={cluster} onClose={close} openHelp={openHelp} /> : null}
        {overlay === 'help' ? <HelpDialog onClose={close} /> : null}
      </Suspense>
    </div>
  )
}
