'use client'

import ArrowLeft from 'lucide-react/icons/arrow-left'
import ArrowRight from 'lucide-react/icons/arrow-right'
import Copy from 'lucide-react/icons/copy'
import Download from 'lucide-react/icons/download'
import Search from 'lucide-react/icons/search'
import Star from 'lucide-react/icons/star'
import { lazy, Suspense, useState } from 'react'
import { notify } from '@/components/shell/notice'
import { copyText } from '@/components/ui/copy-text'
import { Popover } from '@/components/ui/popover'
import { Visible } from '../data/visible'
import type { ZnodeScene } from '../live/znode-scene'
import { ancestors, nameOf, parentPath } from '../tree/znode-ancestry'
import './path-bar.css'

/** Fetched when somebody types. */
const PathInput = lazy(() => import('./path-input').then((module) => ({ default: module.PathInput })))

/** Fetched when somebody exports. */
const ExportPanel = lazy(() => import('../search/export-panel').then((module) => ({ default: module.ExportPanel })))

/** Longer names are cut in the bar; copying gives them whole. */
const SHOWN_LENGTH = 120

/** Where one is: each name of the path leads up, the pencil of a click turns it into a field with completion. */
export function PathBar({
  cluster,
  path,
  listings,
  favourite,
  onFavourite,
  onSearch,
  hrefOf,
  go,
}: {
  cluster: string
  path: string
  listings: ZnodeScene['listings']
  favourite: boolean
  onFavourite: () => void
  onSearch: () => void
  hrefOf: (path: string) => string
  go: (path: string) => void
}) {
  const [editing, setEditing] = useState(false)
  return (
    <div className="path-bar">
      <button type="button" className="icb" aria-label="Back" title="Back" onClick={() => window.history.back()}>
        <ArrowLeft className="ic ic-s" />
      </button>
      <button
        type="button"
        className="icb"
        aria-label="Forward"
        title="Forward"
        onClick={() => window.history.forward()}
      >
        <ArrowRight className="ic ic-s" />
      </button>
      {editing ? (
        <Suspense>
          <PathInput
            cluster={cluster}
            path={path}
            listings={listings}
            onClose={() => setEditing(false)}
            onChoose={(chosen) => {
              setEditing(false)
              go(chosen)
            }}
          />
        </Suspense>
      ) : (
        <>
          <nav className="path mono" aria-label="Path">
            {[...ancestors(path), path].map((step) => (
              <Step key={step} step={step} current={step === path} href={hrefOf(step)} go={go} />
            ))}
          </nav>
          <button type="button" className="path-edit" onClick={() => setEditing(true)}>
            <span className="sr">Type a path</span>
          </button>
        </>
      )}
      <button
        type="button"
        className="icb"
        aria-label="Search below a node"
        aria-keyshortcuts="s"
        title="Search below a node (s)"
        onClick={onSearch}
      >
        <Search className="ic ic-s" />
      </button>
      <Popover
        trigger={<Download className="ic ic-s" />}
        triggerClass="icb"
        label="Export this subtree"
        title="Export this node and all below it"
        align="end"
      >
        {(close) => (
          <Suspense fallback={<div className="export-panel" />}>
            <ExportPanel key={path} cluster={cluster} path={path} onDone={close} />
          </Suspense>
        )}
      </Popover>
      <button
        type="button"
        className="icb"
        aria-label={favourite ? 'Remove from favourites' : 'Add to favourites'}
        aria-pressed={favourite}
        title={favourite ? 'Remove from favourites' : 'Add to favourites'}
        onClick={onFavourite}
      >
        <Star className={favourite ? 'ic ic-s starred' : 'ic ic-s'} />
      </button>
      <button
        type="button"
        className="icb"
        aria-label="Copy path"
        title="Copy path"
        onClick={() =>
          void copyText(path).then((ok) => notify(ok ? 'Path copied' : 'The browser refused the clipboard'))
        }
      >
        <Copy className="ic ic-s" />
      </button>
    </div>
  )
}

function Step({
  step,
  current,
  href,
  go,
}: {
  step: string
  current: boolean
  href: string
  go: (path: string) => void
}) {
  const name = step === '/' ? '' : nameOf(step)
  const shown = name.length > SHOWN_LENGTH ? `${name.slice(0, SHOWN_LENGTH)}…` : name
  return (
    <a
      href={href}
      aria-current={current ? 'page' : undefined}
      aria-label={step === '/' ? 'Root' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(step)
      }}
    >
      {/* The slash of the root is a step of its own. */}
      {step === '/' || parentPath(step) !== '/' ? <i aria-hidden="true">/</i> : null}
      <Visible text={shown} />
    </a>
  )
}
