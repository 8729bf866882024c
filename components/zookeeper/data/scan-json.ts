/** What a piece of JSON is; `key` is a string that names a member. */
export type JsonTokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'key' | 'string' | 'number' | 'word'

/** Called for each token in order: `text.slice(from, to)`, at `depth` open brackets around it. */
export type VisitToken = (kind: JsonTokenKind, from: number, to: number, depth: number) => void

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const SPACE = /[ \t\r\n]*/y

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/**
 * Reads JSON token by token and tells whether all of it is JSON. Values are never turned into numbers or objects, so
 * digits stay exact, double keys are all seen and no depth overflows the stack.
 */
export function scanJson(text: string, visit: VisitToken): boolean {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let at = end(SPACE, text, 0)
  const after = (): Expected => (open.length === 0 ? 'nothing' : 'comma-or-end')
  while (at < text.length) {
    const letter = text.charAt(at)
    const start = at
    if (letter === '}' || letter === ']') {
      const ends = expected === 'comma-or-end' || expected === (letter === '}' ? 'key-or-end' : 'value-or-end')
      if (!ends || open.pop() !== (letter === '}' ? '{' : '[')) return false
      at += 1
      visit(letter, start, at, open.length)
      expected = after()
    } else if (letter === ',') {
      if (expected !== 'comma-or-end') return false
      at += 1
      visit(',', start, at, open.length)
      expected = open.at(-1) === '{' ? 'key' : 'value'
    } else if (letter === ':') {
      if (expected !== 'colon') return false
      at += 1
      visit(':', start, at, open.length)
      expected = 'value'
    } else if (letter === '"' && (expected === 'key' || expected === 'key-or-end')) {
      at = stringEnd(text, at)
      if (at < 0) return false
      visit('key', start, at, open.length)
      expected = 'colon'
    } else if (expected !== 'value' && expected !== 'value-or-end') {
      return false
    } else if (letter === '{' || letter === '[') {
      at += 1
      visit(letter, start, at, open.length)
      open.push(letter)
      expected = letter === '{' ? 'key-or-end' : 'value-or-end'
    } else {
      const kind = letter === '"' ? 'string' : /[-\d]/.test(letter) ? 'number' : 'word'
      at = kind === 'string' ? stringEnd(text, at) : end(kind === 'number' ? NUMBER : WORD, text, at)
      if (at <= start) return false
      visit(kind, start, at, open.length)
      expected = after()
    }
    at = end(SPACE, text, at)
  }
  return expected === 'nothing'
}

/** Where the match of a sticky pattern ends; `from` itself when there is none. */
function end(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

const ESCAPED = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y

/** Behind the closing quote of the string that opens at `from`; −1 where it is no JSON string. */
function stringEnd(text: string, from: number): number {
  let at = from + 1
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === 0x22) return at + 1
    if (unit < 0x20) return -1
    if (unit === 0x5c) {
      const next = end(ESCAPED, text, at + 1)
      if (next === at + 1) return -1
      at = next
    } else at += 1
  }
  return -1
}
