import { formatBytes, formatClock } from '@/lib/format'
import type { FoundRange, ZnodeHit } from '@/lib/views/znode-search'
import { Visible } from '../data/visible'

/** Characters of a long text that are shown before the match. */
const BEFORE = 24
const SHOWN = 200

/** A node that was found: its path and what stands around the match; opens the node. */
export function SearchHit({
  hit,
  href,
  current,
  now,
  onOpen,
}: {
  hit: ZnodeHit
  href: string
  current: boolean
  now: number
  onOpen: () => void
}) {
  const cut = hit.path.lastIndexOf('/') + 1
  return (
    <li>
      <a
        href={href}
        aria-current={current ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          onOpen()
        }}
      >
        <span className="mono trunc">
          <span className="faint">
            <Visible text={shortened(hit.path.slice(0, cut))} />
          </span>
          {hit.name === null ? (
            <Visible text={hit.path.slice(cut, cut + SHOWN)} />
          ) : (
            <Marked text={hit.path.slice(cut)} found={hit.name} />
          )}
          {hit.ephemeral ? <span className="tag">E</span> : null}
        </span>
        {hit.excerpt === null ? null : (
          <span className="mono trunc small mut">
            <Marked text={hit.excerpt.text} found={hit.excerpt} />
          </span>
        )}
        <span className="facts small faint">
          {formatBytes(hit.bytes)} · {formatClock(hit.mtime, { now })}
        </span>
      </a>
    </li>
  )
}

/** A text with what was found in it set apart; of a long one the part around that. */
function Marked({ text, found }: { text: string; found: FoundRange }) {
  const start = found.to - found.from > SHOWN || found.from < BEFORE ? 0 : found.from - BEFORE
  return (
    <>
      {start > 0 ? '…' : null}
      <Visible text={text.slice(start, found.from)} />
      <mark>
        <Visible text={text.slice(found.from, Math.min(found.to, found.from + SHOWN))} />
      </mark>
      <Visible text={text.slice(found.to, found.to + SHOWN)} />
    </>
  )
}

function shortened(path: string): string {
  return path.length > SHOWN ? `…${path.slice(-SHOWN)}` : path
}
