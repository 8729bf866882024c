/** A text cut into rows of equal height: where each begins, and which line it belongs to. */
export interface TextRows {
  count: number
  /** Row by its number, without its line break. */
  row: (index: number) => string
  /** The line's number from 1 where the row begins it; null where it continues one. */
  lineNumber: (index: number) => number | null
}

/** Cuts at line breaks and after `width` UTF-16 units, never through a surrogate pair, and only notes where. */
export function textRows(text: string, width: number): TextRows {
  const starts: number[] = [0]
  const lines: number[] = [1]
  let line = 1
  let from = 0
  for (;;) {
    const next = text.indexOf('\n', from)
    const lineEnd = next < 0 ? text.length : next
    while (lineEnd - from > width) {
      from += splitsPair(text, from + width) ? width - 1 : width
      starts.push(from)
      lines.push(0)
    }
    if (next < 0) break
    line += 1
    from = next + 1
    starts.push(from)
    lines.push(line)
  }
  // A last line break ends the last line and begins none.
  if (starts.length > 1 && from === text.length && lines.at(-1) !== 0) {
    starts.pop()
    lines.pop()
  }
  const begin = Uint32Array.from(starts)
  const numbers = Uint32Array.from(lines)
  return {
    count: begin.length,
    row: (index) => {
      const piece = text.slice(begin[index] ?? text.length, begin[index + 1] ?? text.length)
      return piece.endsWith('\n') ? piece.slice(0, -1) : piece
    },
    lineNumber: (index) => numbers[index] || null,
  }
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
