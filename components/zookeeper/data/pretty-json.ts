import { scanJson } from './scan-json'

/** Nothing is indented deeper: a million open brackets would otherwise be a million times a million spaces. */
const DEEPEST = 60
/** An array of plain numbers no longer than this stays in one line, as replica lists are read. */
const SHORT_ARRAY = /\[[^[\]{}"]{0,60}\]/y

/** JSON with one member a line; every value keeps its characters, so no digit of a big number is lost. null: no JSON. */
export function prettyJson(text: string): string | null {
  const out: string[] = []
  let last: string | null = null
  let inline = false
  const line = (depth: number) => out.push('\n', '  '.repeat(Math.min(depth, DEEPEST)))
  const whole = scanJson(text, (kind, from, to, depth) => {
    const opensEmpty = last === '{' || last === '['
    if (kind === '}' || kind === ']') {
      if (!opensEmpty && !inline) line(depth)
      inline = false
    } else if (opensEmpty) {
      if (!inline) line(depth)
    } else if (last === ',') {
      if (inline) out.push(' ')
      else line(depth)
    } else if (last === ':') out.push(' ')
    out.push(text.slice(from, to))
    if (kind === '[') {
      SHORT_ARRAY.lastIndex = from
      inline = SHORT_ARRAY.test(text)
    }
    last = kind
  })
  return whole ? out.join('') : null
}
