'use client'

import { type KeyboardEvent, useRef } from 'react'
import type { GroupRow, TreeRow, ZnodeRow } from './tree-rows'

const PAGE = 12
/** Letters typed within this time are one name. */
const TYPE_AHEAD_MS = 700

/** The keys of the ARIA tree pattern; `cursor` is the index of the line the keyboard stands on. */
export function useTreeKeys({
  rows,
  cursor,
  move,
  turn,
  choose,
}: {
  rows: readonly TreeRow[]
  cursor: number
  move: (index: number) => void
  /** Opens what is closed, and closes what is open. */
  turn: (row: GroupRow | ZnodeRow) => void
  choose: (row: TreeRow) => void
}): (event: KeyboardEvent) => void {
  const typed = useRef({ text: '', at: Number.NEGATIVE_INFINITY })

  const typeAhead = (letter: string, at: number): boolean => {
    const text = (at - typed.current.at < TYPE_AHEAD_MS ? typed.current.text : '') + letter.toLowerCase()
    const start = text.length > 1 ? cursor : cursor + 1
    const found = [...rows.keys()]
      .map((step) => (start + step) % rows.length)
      .find((index) => {
        const row = rows[index]
        return row?.kind === 'znode' && row.name.toLowerCase().startsWith(text)
      })
    // A letter no name begins with is left to the page's own keys.
    if (found === undefined) return false
    typed.current = { text, at }
    move(found)
    return true
  }

  const right = (row: TreeRow): void => {
    if (row.kind !== 'group' && (row.kind !== 'znode' || row.numChildren === 0)) return
    if (!row.expanded) turn(row)
    else if ((rows[cursor + 1]?.level ?? 0) > row.level) move(cursor + 1)
  }

  const left = (row: TreeRow): void => {
    if ((row.kind === 'znode' || row.kind === 'group') && row.expanded) {
      turn(row)
      return
    }
    // The line above it of the level above: its node, or its group.
    const index = rows.slice(0, cursor).findLastIndex(({ level }) => level === row.level - 1)
    if (index >= 0) move(index)
  }

  return (event) => {
    const row = rows[cursor]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const act = ACTIONS.get(event.key)
    if (act === undefined) {
      if (event.key.length === 1 && event.key !== '/' && typeAhead(event.key, event.timeStamp)) event.preventDefault()
      return
    }
    event.preventDefault()
    if (act === 'right') right(row)
    else if (act === 'left') left(row)
    else if (act === 'choose') choose(row)
    else move(Math.max(0, Math.min(rows.length - 1, act(cursor, rows.length))))
  }
}

const ACTIONS = new Map<string, 'right' | 'left' | 'choose' | ((cursor: number, count: number) => number)>([
  ['ArrowDown', (cursor) => cursor + 1],
  ['ArrowUp', (cursor) => cursor - 1],
  ['PageDown', (cursor) => cursor + PAGE],
  ['PageUp', (cursor) => cursor - PAGE],
  ['Home', () => 0],
  ['End', (_, count) => count - 1],
  ['ArrowRight', 'right'],
  ['ArrowLeft', 'left'],
  ['Enter', 'choose'],
  [' ', 'choose'],
])
