/** A run of text as it stands, or one character nobody would see, written as its escape. */
export interface TextPart {
  text: string
  escape: boolean
}

/**
 * Splits a text so that nothing in it is invisible or reorders its neighbours: control characters, bidirectional marks,
 * spaces without width and lone surrogates become escapes such as `\u202e`. Tabs stay. A byte that is no UTF-8, which
 * `decodeBytes` hands on as a surrogate, becomes `\xff`.
 */
export function visibleText(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? 0
    const width = point > 0xffff ? 2 : 1
    if (isHidden(point)) {
      if (at > from) parts.push({ text: text.slice(from, at), escape: false })
      parts.push({ text: escapeOf(point), escape: true })
      from = at + width
    }
    at += width - 1
  }
  if (from < text.length) parts.push({ text: text.slice(from), escape: false })
  return parts
}

/** The text with its escapes, for places that take no markup: titles, labels. */
export function escapedText(text: string): string {
  return visibleText(text)
    .map((part) => part.text)
    .join('')
}

/** A path as it can be typed: hidden characters as escapes, a backslash doubled; `typedPath` reads it back. */
export function editablePath(path: string): string {
  return path
    .split('\\')
    .map((piece) => escapedText(piece))
    .join('\\\\')
}

/** The path a person typed: `\u202e` is the character, `\\` a backslash. */
export function typedPath(text: string): string {
  return text.replace(/\\(?:\\|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})/g, (whole, four?: string, any?: string) => {
    const digits = four ?? any
    if (digits === undefined) return '\\'
    const point = Number.parseInt(digits, 16)
    return point > 0x10ffff ? whole : String.fromCodePoint(point)
  })
}

function isHidden(point: number): boolean {
  if (point < 0x20) return point !== 0x09
  if (point < 0x7f) return false
  return (
    point <= 0xa0 ||
    point === 0xad ||
    point === 0x61c ||
    (point >= 0x180b && point <= 0x180e) ||
    (point >= 0x2000 && point <= 0x200f) ||
    (point >= 0x2028 && point <= 0x202f) ||
    (point >= 0x205f && point <= 0x206f) ||
    point === 0x3000 ||
    point === 0x3164 ||
    (point >= 0xd800 && point <= 0xdfff) ||
    point === 0xfeff ||
    (point >= 0xfff0 && point <= 0xfffb) ||
    point >= 0xe0000
  )
}

const SHORT = new Map([
  [0x0a, '\\n'],
  [0x0d, '\\r'],
])

function escapeOf(point: number): string {
  const hex = point.toString(16)
  if (point >= 0xdc80 && point <= 0xdcff) return `\\x${(point - 0xdc00).toString(16)}`
  return SHORT.get(point) ?? (point > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`)
}
