'use client'

import { useMemo, useRef } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import type { ZnodeDataView } from '@/lib/views/znode'
import { dataBase64, dataBytes, dataText } from './data-bytes'
import { HEX_WIDTH, hexDump, hexRow } from './hex-row'
import { prettyJson } from './pretty-json'
import './raw-data.css'
import { textRows } from './text-rows'
import { VirtualRows } from './virtual-rows'
import { Visible } from './visible'

const ROW_PX = 20
/** A long line goes on in the next row, so that a megabyte in one line stays quick. */
const ROW_CHARACTERS = 160
const BASE64_WIDTH = 76

/** The ways to look at bytes. */
export type RawMode = 'json' | 'text' | 'hex' | 'base64'

/** A node's data as it is: pretty JSON, text, hex dump or base64, whatever its size. */
export function RawData({ data, mode }: { data: ZnodeDataView; mode: RawMode }) {
  if (data.encoding === 'none') {
    return <EmptyState title="This node holds no data" detail="Not even empty data: it was made without any." />
  }
  if (data.encoding === 'gzip') {
    const packed = mode === 'hex' || mode === 'base64'
    if (packed && data.base64 === null) {
      return <EmptyState title="The packed bytes stay on the server" detail="There may be a secret in them." />
    }
    if (!packed && data.text === null) {
      return <EmptyState title="It unpacks to no text" detail="Hex and base64 show the packed bytes." />
    }
  }
  if (mode === 'hex') return <HexDump data={data} />
  if (mode === 'json') return <Json data={data} />
  if (mode === 'base64')
    return <Lines text={dataBase64(data)} width={BASE64_WIDTH} copied={dataBase64(data)} label="base64" />
  return <Text data={data} />
}

function Json({ data }: { data: ZnodeDataView }) {
  const pretty = useMemo(() => prettyJson(dataText(data)), [data])
  if (pretty !== null) return <Lines text={pretty} copied={pretty} label="JSON" />
  return (
    <>
      <p className="pad mut small">
        {data.truncated ? 'Only the beginning is here, which is no whole JSON.' : 'This is no JSON.'} The text as it is:
      </p>
      <Text data={data} />
    </>
  )
}

function Text({ data }: { data: ZnodeDataView }) {
  const text = useMemo(() => dataText(data), [data])
  if (text === '')
    return <EmptyState title="The data is empty" detail="Zero bytes, which is not the same as no data." />
  return <Lines text={text} copied={data.text} label="text" />
}

/** `copied` is what the button copies; null where bytes that are no text would be lost. */
function Lines({
  text,
  copied,
  label,
  width = ROW_CHARACTERS,
}: {
  text: string
  copied: string | null
  label: string
  width?: number
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => textRows(text, width), [text, width])
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="raw" ref={scroller} tabIndex={0} aria-label={`Data as ${label}`}>
        <VirtualRows
          scroller={scroller}
          count={rows.count}
          rowPx={ROW_PX}
          row={(index) => (
            <div key={index}>
              <span className="line" aria-hidden="true">
                {rows.lineNumber(index)}
              </span>
              <Visible text={rows.row(index)} />
            </div>
          )}
        />
      </section>
      {copied === null ? null : <Copy text={copied} label={label} />}
    </>
  )
}

function HexDump({ data }: { data: ZnodeDataView }) {
  const scroller = useRef<HTMLDivElement>(null)
  const bytes = useMemo(() => dataBytes(data), [data])
  const dump = useMemo(() => (bytes.length > MOST_COPIED ? null : hexDump(bytes)), [bytes])
  if (bytes.length === 0)
    return <EmptyState title="The data is empty" detail="Zero bytes, which is not the same as no data." />
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="raw hex" ref={scroller} tabIndex={0} aria-label="Data in hex">
        <VirtualRows
          scroller={scroller}
          count={Math.ceil(bytes.length / HEX_WIDTH)}
          rowPx={ROW_PX}
          row={(index) => <div key={index}>{hexRow(bytes, index)}</div>}
        />
      </section>
      {dump === null ? null : <Copy text={dump} label="hex dump" />}
    </>
  )
}

/** A dump of more is five times as long on the clipboard. */
const MOST_COPIED = 262_144

function Copy({ text, label }: { text: string; label: string }) {
  return (
    <div className="raw-foot">
      <CopyButton text={text} label={`Copy ${label}`} />
    </div>
  )
}
