import { VivariumError } from '../errors'

export type CharTest = (char: string) => boolean

/** A parsed regular expression: what Kafka names need of the usual syntax, without anything that asks for backtracking. */
export type Pattern =
  | { kind: 'char'; test: CharTest }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'sequence'; items: Pattern[] }
  | { kind: 'choice'; options: Pattern[] }
  | { kind: 'repeat'; item: Pattern; min: number; max: number }

const digit: CharTest = (char) => char >= '0' && char <= '9'
const word: CharTest = (char) => /[A-Za-z0-9_]/.test(char)
const space: CharTest = (char) => /\s/.test(char)
const not =
  (test: CharTest): CharTest =>
  (char) =>
    !test(char)

const ESCAPED_CLASSES = new Map<string, CharTest>([
  ['d', digit],
  ['D', not(digit)],
  ['w', word],
  ['W', not(word)],
  ['s', space],
  ['S', not(space)],
])

const QUANTIFIERS = new Map([
  ['*', { min: 0, max: Number.POSITIVE_INFINITY }],
  ['+', { min: 1, max: Number.POSITIVE_INFINITY }],
  ['?', { min: 0, max: 1 }],
])

function refuse(message: string): never {
  throw new VivariumError({ code: 'invalid', message, field: 'q' })
}

/** Parses literals, `.`, classes, `\d \w \s`, `^ $`, groups, `|` and quantifiers. Errors: invalid, with what it does not know. */
export function parsePattern(source: string): Pattern {
  let at = 0
  const peek = () => source[at]
  const take = () => source[at++] ?? refuse('The pattern ends too early')

  function choice(): Pattern {
    const options = [sequence()]
    while (peek() === '|') {
      at++
      options.push(sequence())
    }
    return { kind: 'choice', options }
  }

  function sequence(): Pattern {
    const items: Pattern[] = []
    while (at < source.length && peek() !== '|' && peek() !== ')') items.push(repeated())
    return { kind: 'sequence', items }
  }

  function repeated(): Pattern {
    const item = atom()
    const bounds = quantifier()
    if (!bounds) return item
    if (item.kind === 'start' || item.kind === 'end') refuse('An anchor cannot be repeated')
    // Lazy or greedy does not change whether something matches.
    if (peek() === '?') at++
    if (quantifier()) refuse('Nothing to repeat: two quantifiers in a row')
    return { kind: 'repeat', item, ...bounds }
  }

  function quantifier(): { min: number; max: number } | null {
    const short = QUANTIFIERS.get(peek() ?? '')
    if (short) {
      at++
      return short
    }
    const braces = /^\{(\d{1,3})(,(\d{1,3})?)?\}/.exec(source.slice(at))
    if (!braces) return null
    at += braces[0].length
    const min = Number(braces[1])
    const max = braces[2] === undefined ? min : braces[3] === undefined ? Number.POSITIVE_INFINITY : Number(braces[3])
    if (max < min) refuse(`{${min},${max}} is upside down`)
    return { min, max }
  }

  function atom(): Pattern {
    const char = take()
    if (char === '.') return { kind: 'char', test: () => true }
    if (char === '^') return { kind: 'start' }
    if (char === '$') return { kind: 'end' }
    if (char === '[') return { kind: 'char', test: bracketClass() }
    if (char === '(') return group()
    if (char === '\\') return { kind: 'char', test: escaped() }
    if (QUANTIFIERS.has(char)) refuse(`Nothing to repeat before ${char}`)
    return { kind: 'char', test: (other) => other === char }
  }

  function group(): Pattern {
    if (peek() === '?') {
      if (source.startsWith('?:', at)) at += 2
      else refuse('Look-around and named groups are not supported')
    }
    const inner = choice()
    if (take() !== ')') refuse('A group is not closed')
    return inner
  }

  function escaped(): CharTest {
    const char = take()
    const known = ESCAPED_CLASSES.get(char)
    if (known) return known
    if (/[A-Za-z0-9]/.test(char)) refuse(`\\${char} is not supported`)
    return (other) => other === char
  }

  function bracketClass(): CharTest {
    const negated = peek() === '^'
    if (negated) at++
    const tests: CharTest[] = []
    while (peek() !== ']') {
      const from = take()
      if (from === '\\') {
        tests.push(escaped())
      } else if (peek() === '-' && source[at + 1] !== ']' && at + 1 < source.length) {
        at++
        const to = take()
        if (to < from) refuse(`The range ${from}-${to} is upside down`)
        tests.push((char) => char >= from && char <= to)
      } else tests.push((char) => char === from)
    }
    at++
    const any: CharTest = (char) => tests.some((test) => test(char))
    return negated ? not(any) : any
  }

  const pattern = choice()
  if (at < source.length) refuse('A ) closes nothing')
  return pattern
}
