'use client'

import Search from 'lucide-react/icons/search'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import type { ClusterIdentity } from '@/lib/model/cluster'
import { useConnection } from '../live/use-connection'
import { useModel } from '../live/use-live-view'
import { notify } from '../shell/notice'
import { toggleTheme } from '../shell/theme'
import { copyText } from '../ui/copy-text'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { Skeleton } from '../ui/skeleton'
import { find, namesOf, recall } from './find'
import type { Finding, FindingGroup } from './finding'
import { PaletteRow } from './palette-row'
import { recentIds, remember } from './recents'

function grouped(
  findings: readonly Finding[],
): { group: FindingGroup; findings: { finding: Finding; index: number }[] }[] {
  const groups = new Map<FindingGroup, { finding: Finding; index: number }[]>()
  for (const [index, finding] of findings.entries()) {
    const list = groups.get(finding.group)
    if (list) list.push({ finding, index })
    else groups.set(finding.group, [{ finding, index }])
  }
  return [...groups].map(([group, list]) => ({ group, findings: list }))
}

/** Finds topics, partitions, groups, brokers, pages and actions by typing; opened by ⌘K. */
export function Palette({
  cluster,
  onClose,
  openHelp,
}: {
  cluster: ClusterIdentity
  onClose: () => void
  openHelp: () => void
}) {
  const router = useRouter()
  const model = useModel()
  const { status, pause, resume } = useConnection()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [recents] = useState(() => recentIds(cluster.id))
  const id = useId()

  const names = useMemo(() => (model ? namesOf(model) : null), [model])
  const findings = useMemo(() => {
    if (!model || !names) return []
    const found = find(model, names, cluster.id, query)
    if (query.trim() !== '') return found
    return [...recents.flatMap((recent) => recall(model, names, cluster.id, recent) ?? []), ...found]
  }, [model, names, cluster.id, query, recents])
  const selected = Math.min(at, Math.max(0, findings.length - 1))

  const actions = new Map<string, () => void>([
    ['action theme', toggleTheme],
    ['action pause', status === 'paused' ? resume : pause],
    [
      'action link',
      () =>
        void copyText(window.location.href).then((ok) =>
          notify(ok ? 'Link copied' : 'The browser refused the clipboard'),
        ),
    ],
    ['action help', openHelp],
  ])

  const choose = (finding: Finding, newTab: boolean) => {
    onClose()
    if (finding.href === null) {
      actions.get(finding.id)?.()
      return
    }
    if (finding.state) remember(cluster.id, finding.id)
    if (newTab) window.open(finding.href, '_blank', 'noopener')
    else router.push(finding.href)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const finding = findings[selected]
    if (step !== 0 && findings.length > 0) {
      event.preventDefault()
      setAt((selected + step + findings.length) % findings.length)
    } else if (event.key === 'Enter' && finding && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(finding, event.metaKey || event.ctrlKey)
    }
  }

  useEffect(() => {
    document.getElementById(`${id}-${selected}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, selected])

  return (
    <Dialog label="Find anything" className="pal" onClose={onClose}>
      <div className="q">
        <Search className="ic" />
        <input
          type="text"
          role="combobox"
          aria-label="Find topics, partitions, groups, brokers, pages and actions"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={findings.length > 0 ? `${id}-${selected}` : undefined}
          placeholder="Find anything"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <span className="cap faint nowrap">in {cluster.name}</span>
        <button type="button" className="kbd" onClick={onClose} aria-label="Close">
          Esc
        </button>
      </div>
      {model === null ? <Skeleton rows={6} /> : null}
      {model !== null && findings.length === 0 ? (
        <EmptyState
          title={`Nothing is named “${query.trim()}”`}
          detail="Topics, partitions (orders 7), groups, brokers, paths of znodes (/controller), pages and actions are searched."
        />
      ) : null}
      <div role="listbox" id={`${id}-list`} aria-label="Results">
        {grouped(findings).map(({ group, findings: rows }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox
          <div key={group} role="group" aria-label={group}>
            <p className="hd" aria-hidden="true">
              {group}
            </p>
            {rows.map(({ finding, index }) => (
              <PaletteRow
                key={finding.id}
                id={`${id}-${index}`}
                finding={finding}
                selected={index === selected}
                onChoose={(newTab) => choose(finding, newTab)}
                onPoint={() => setAt(index)}
              />
            ))}
          </div>
        ))}
      </div>
      <footer>
        <span>
          <kbd className="kbd">↑</kbd>
          <kbd className="kbd">↓</kbd> move
        </span>
        <span>
          <kbd className="kbd">↵</kbd> open
        </span>
        <span>
          <kbd className="kbd">⌘</kbd>
          <kbd className="kbd">↵</kbd> new tab
        </span>
        <span className="end">A partition: orders 7 · a znode: /controller</span>
      </footer>
    </Dialog>
  )
}
