'use client'

import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { useNow } from '@/components/live/use-now'
import { FilterInput } from '@/components/ui/filter-input'
import { useUrlState } from '@/components/ui/url-state'
import { formatExact } from '@/lib/format'
import { useHeight, useWindow } from '../data/use-window'
import { escapedText } from '../data/visible-text'
import type { ZnodeScene } from '../live/znode-scene'
import type { ZnodeStore } from '../live/znode-store'
import { TreeLine } from './tree-line'
import { treeMark } from './tree-marks'
import { filteredLevel, type GroupRow, type TreeRow, treeRows, type ZnodeRow } from './tree-rows'
import './tree.css'
import { useFound } from './use-found'
import { useGroups } from './use-groups'
import { useTreeKeys } from './use-tree-keys'
import { nameOf } from './znode-ancestry'

const ROW_PX = 23
const LEVEL_LENGTH = 18

/** The znodes as a tree: only lines in sight are drawn, opened nodes are live. */
export function ZnodeTree({
  cluster,
  store,
  scene,
  onSelect,
}: {
  cluster: string
  store: ZnodeStore
  scene: ZnodeScene
  onSelect: (path: string) => void
}) {
  const { listings, expanded, selected, loading } = scene
  const model = useModel()
  const now = useNow()
  const [text] = useUrlState('filter', '')
  const level = filteredLevel({ listings, expanded, selected })
  const filtered = listings.get(level)
  const cut = filtered !== undefined && (filtered.cursor !== null || filtered.groups !== null)
  const found = useFound(cluster, level, text.trim(), text.trim() !== '' && cut)
  const { groups, toggle, more } = useGroups(cluster, listings)
  const rows = useMemo(
    () => treeRows({ listings, expanded, selected, groups, filter: text === '' ? null : { path: level, text, found } }),
    [listings, expanded, selected, groups, level, text, found],
  )
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { first, end, scrollTo } = useWindow(scroller, rows.length, ROW_PX)
  const above = useHeight(first * ROW_PX)
  const below = useHeight((rows.length - end) * ROW_PX)
  const [cursorKey, setCursorKey] = useState(selected)
  const [followed, setFollowed] = useState(selected)
  // The cursor goes with the selection, wherever that was made.
  if (followed !== selected) {
    setFollowed(selected)
    setCursorKey(selected)
  }
  const cursor = Math.max(
    0,
    rows.findIndex(({ key }) => key === cursorKey),
  )
  const selectedIndex = rows.findIndex(({ key }) => key === selected)
  const reveal = useRef({ path: '', done: false })
  useEffect(() => {
    if (reveal.current.path !== selected) reveal.current = { path: selected, done: false }
    if (reveal.current.done || selectedIndex < 0) return
    // Once: afterwards the tree stays where the person put it, whatever comes and goes.
    reveal.current.done = true
    scrollTo(selectedIndex)
  }, [selected, selectedIndex, scrollTo])

  const choose = useCallback(
    (row: TreeRow) => {
      setCursorKey(row.key)
      if (row.kind === 'group') toggle(row.path, row.prefix)
      else if (row.kind === 'more' && row.prefix !== '') more(row.path, row.prefix)
      else if (row.kind === 'more') void store.loadMore(row.path)
      else if (row.kind === 'znode') {
        if (row.path === selected && row.expanded) store.collapse(row.path)
        else store.expand(row.path)
        onSelect(row.path)
      }
    },
    [store, selected, onSelect, toggle, more],
  )
  const turn = (row: GroupRow | ZnodeRow) => {
    if (row.kind === 'group') toggle(row.path, row.prefix)
    else if (row.expanded) store.collapse(row.path)
    else store.expand(row.path)
  }
  const onKeyDown = useTreeKeys({
    rows,
    cursor,
    move: (index) => {
      setCursorKey(rows[index]?.key ?? selected)
      scrollTo(index)
    },
    turn,
    choose,
  })

  return (
    <section className="panel znode-tree">
      <header>
        <h2>Tree</h2>
        <div className="end">
          <FilterInput param="filter" placeholder={`Filter ${escapedText(nameOf(level).slice(0, LEVEL_LENGTH))}`} />
        </div>
      </header>
      <div
        ref={scroller}
        className="tree"
        role="tree"
        aria-label="Znodes"
        tabIndex={0}
        aria-activedescendant={cursor >= first && cursor < end ? `${id}-${cursor}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div ref={above} role="presentation" />
        {rows.slice(first, end).map((row, index) => (
          <TreeLine
            key={row.key}
            row={row}
            id={`${id}-${first + index}`}
            selected={row.key === selected}
            cursor={first + index === cursor}
            loading={loading.has(row.path)}
            now={now}
            mark={treeMark(model, row.path)}
            onSelect={() => choose(row)}
            onToggle={() => (row.kind === 'group' || row.kind === 'znode' ? turn(row) : undefined)}
          />
        ))}
        <div ref={below} role="presentation" />
      </div>
      <footer>
        <span>{formatExact(rows.filter(({ kind }) => kind === 'znode').length)} nodes shown</span>
        <span className="keys">
          <kbd className="kbd">↑</kbd>
          <kbd className="kbd">↓</kbd> move <kbd className="kbd">→</kbd> open
        </span>
      </footer>
    </section>
  )
}
