import { VivariumError } from '../errors'

/**
 * A JSON value as it is written: keys in their order with their doubles, numbers digit by digit, and where in the text
 * it stands (`start` to `end`, in UTF-16 units).
 */
export type JsonNode = { start: number; end: number } & (
  | { kind: 'object'; entries: { key: string; value: JsonNode }[] }
  | { kind: 'array'; items: JsonNode[] }
  /** A string's characters without quotes and escapes; a number, `true`, `false` or `null` as written. */
  | { kind: 'string' | 'number' | 'literal'; text: string }
)

const DEEPEST = 200
const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LITERAL = /true|false|null/y

/**
 * Reads JSON without losing anything of it, as `JSON.parse` does for long numbers, double keys and numeric keys.
 * Errors: `invalid` for whatever is no JSON, or nests deeper than 200; its message names the place and quotes nothing.
 */
export function parseJson(text: string): JsonNode {
  const reader = new Reader(text)
  const node = reader.value(0)
  reader.end()
  return node
}

class Reader {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  value(depth: number): JsonNode {
    if (depth > DEEPEST) throw this.fault(`nests deeper than ${DEEPEST} levels`)
    this.match(SPACE)
    const start = this.at
    if (this.takes('{')) return this.object(start, depth)
    if (this.takes('[')) return this.array(start, depth)
    if (this.text[start] === '"') return { kind: 'string', text: this.string(), start, end: this.at }
    const number = this.match(NUMBER)
    if (number !== null) return { kind: 'number', text: number, start, end: this.at }
    const literal = this.match(LITERAL)
    if (literal !== null) return { kind: 'literal', text: literal, start, end: this.at }
    throw this.fault('has no value')
  }

  end(): void {
    this.match(SPACE)
    if (this.at < this.text.length) throw this.fault('goes on after its value')
  }

  private object(start: number, depth: number): JsonNode {
    const entries: { key: string; value: JsonNode }[] = []
    this.match(SPACE)
    if (this.takes('}')) return { kind: 'object', entries, start, end: this.at }
    do {
      this.match(SPACE)
      const key = this.string()
      this.match(SPACE)
      if (!this.takes(':')) throw this.fault('lacks a colon')
      entries.push({ key, value: this.value(depth + 1) })
      this.match(SPACE)
    } while (this.takes(','))
    if (!this.takes('}')) throw this.fault('lacks a closing brace')
    return { kind: 'object', entries, start, end: this.at }
  }

  private array(start: number, depth: number): JsonNode {
    const items: JsonNode[] = []
    this.match(SPACE)
    if (this.takes(']')) return { kind: 'array', items, start, end: this.at }
    do {
      items.push(this.value(depth + 1))
      this.match(SPACE)
    } while (this.takes(','))
    if (!this.takes(']')) throw this.fault('lacks a closing bracket')
    return { kind: 'array', items, start, end: this.at }
  }

  /** Scanned by hand: a pattern keeps a place to go back to for every character, and gives up in long strings. */
  private string(): string {
    const { text, at: start } = this
    if (text[start] !== '"') throw this.fault('lacks a string')
    let escaped = false
    for (this.at += 1; text[this.at] !== '"'; this.at += 1) {
      if (!(text.charCodeAt(this.at) >= 0x20)) throw this.fault('has a string that does not end')
      if (text[this.at] !== '\\') continue
      escaped = true
      this.at += 1
    }
    this.at += 1
    if (!escaped) return text.slice(start + 1, this.at - 1)
    try {
      return JSON.parse(text.slice(start, this.at)) as string
    } catch {
      throw this.fault('has a string with a wrong escape')
    }
  }

  private takes(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) return null
    this.at += found.length
    return found
  }

  private fault(what: string): VivariumError {
    return new VivariumError({ code: 'invalid', message: `The JSON ${what} at character ${this.at + 1}` })
  }
}
