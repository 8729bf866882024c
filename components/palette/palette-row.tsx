import ArrowRight from 'lucide-react/icons/arrow-right'
import CornerDownLeft from 'lucide-react/icons/corner-down-left'
import Zap from 'lucide-react/icons/zap'
import type { ReactNode } from 'react'
import { Glyph } from '../ui/glyph'
import type { Finding } from './finding'

function highlighted({ name, ranges }: Finding): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of ranges) {
    if (from > at) parts.push(name.slice(at, from))
    parts.push(<mark key={from}>{name.slice(from, to)}</mark>)
    at = to
  }
  parts.push(name.slice(at))
  return parts
}

function Sign({ finding }: { finding: Finding }) {
  if (finding.state) return <Glyph state={finding.state} />
  return finding.href === null ? <Zap className="ic ic-s" /> : <ArrowRight className="ic ic-s" />
}

/** One row: symbol, name with what matched, state in words, and the key that does the same. */
export function PaletteRow({
  finding,
  id,
  selected,
  onChoose,
  onPoint,
}: {
  finding: Finding
  id: string
  selected: boolean
  onChoose: (newTab: boolean) => void
  onPoint: () => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input holds the focus and answers Enter
    // biome-ignore lint/a11y/useFocusableInteractive: the input names the row with aria-activedescendant
    <div
      role="option"
      id={id}
      aria-selected={selected}
      onClick={(event) => onChoose(event.metaKey || event.ctrlKey)}
      onPointerMove={onPoint}
    >
      <Sign finding={finding} />
      <span className={finding.mono ? 'main mono' : 'main'}>{highlighted(finding)}</span>
      <span className="sub trunc">{finding.detail}</span>
      {finding.shortcut ? <kbd className="kbd">{finding.shortcut}</kbd> : null}
      {selected && !finding.shortcut ? <CornerDownLeft className="ic ic-s r" /> : null}
    </div>
  )
}
