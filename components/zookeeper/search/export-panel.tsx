'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { saveFile } from '@/components/ui/save-file'
import { formatExact } from '@/lib/format'
import { Visible } from '../data/visible'
import { type ExportEnd, readExport } from './read-export'
import { useSearch } from './use-search'

const SHOWN_LENGTH = 120

/** What an export of this node would hold, counted while one looks, and the export itself. */
export function ExportPanel({ cluster, path, onDone }: { cluster: string; path: string; onDone: () => void }) {
  const { scene, start, stop } = useSearch(cluster, '0')
  const [nodes, setNodes] = useState<number | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [incomplete, setIncomplete] = useState<string | null>(null)
  const reading = useRef<AbortController | null>(null)
  useEffect(() => {
    start({ text: '*', by: 'name', below: path })
    return () => reading.current?.abort()
  }, [start, path])

  const save = async () => {
    // The walk that counts would take one of the two places.
    stop()
    setFailed(null)
    setNodes(0)
    reading.current = new AbortController()
    const { signal } = reading.current
    const end: ExportEnd = await readExport(cluster, path, setNodes, signal)
    if (signal.aborted) return
    setNodes(null)
    if ('failed' in end) return setFailed(end.failed)
    saveFile(end.name, 'application/json', end.text)
    setIncomplete(end.incomplete)
    if (end.incomplete === null) onDone()
  }
  const cancel = () => {
    reading.current?.abort()
    setNodes(null)
  }
  const counted = scene?.progress ?? null
  const whole = scene?.ended?.reason === 'done' && counted !== null
  return (
    <div className="export-panel">
      <p>
        <b className="mono">
          <Visible text={path.length > SHOWN_LENGTH ? `…${path.slice(-SHOWN_LENGTH)}` : path} />
        </b>{' '}
        and all below it, as one JSON file: data, stat and ACL of each, secrets as ***.
      </p>
      <p role="status">
        {nodes === null ? countWords(counted?.walked ?? 0, whole) : progressWords(nodes, whole ? counted.walked : null)}
      </p>
      {scene?.refused == null ? null : <p className="t-unknown">Not counted: {scene.refused.message}</p>}
      {failed === null ? null : <p className="t-offline">Not exported: {failed}</p>}
      {incomplete === null ? null : <p className="t-unknown">Saved, but not complete: {incomplete}</p>}
      <div className="row">
        {nodes === null ? (
          <Button primary onClick={() => void save()}>
            Export JSON
          </Button>
        ) : (
          <Button onClick={cancel}>Stop</Button>
        )}
      </div>
    </div>
  )
}

function countWords(walked: number, whole: boolean): string {
  const nodes = `${formatExact(walked)} node${walked === 1 ? '' : 's'}`
  if (whole) return nodes
  return walked === 0 ? 'counting…' : `at least ${nodes}, counting…`
}

function progressWords(nodes: number, of: number | null): string {
  return `read ${formatExact(nodes)}${of === null ? '' : ` of ${formatExact(of)}`} nodes`
}
