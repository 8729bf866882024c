import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCode } from '../errors'
import { type JsonNode, parseJson } from './json-node'

/** The value as `JSON.parse` would give it. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'object') return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]))
  if (node.kind === 'array') return node.items.map(plain)
  return node.kind === 'string' ? node.text : JSON.parse(node.text)
}

function accepts(parse: () => unknown): boolean {
  try {
    parse()
    return true
  } catch {
    return false
  }
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const spaced = JSON.stringify(JSON.parse(text), null, space)
        expect(JSON.stringify(plain(parseJson(spaced)))).toBe(JSON.stringify(JSON.parse(spaced)))
      }),
    )
  })

  it('refuses what JSON.parse refuses', () => {
    const alphabet = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      'u0041',
      '1',
      '-',
      '.',
      'e',
      'null',
      ' ',
      '\n',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(alphabet).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(accepts(() => parseJson(text))).toBe(accepts(() => JSON.parse(text)))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('keeps digits, the order of keys and doubles', () => {
    const node = parseJson('{"b":12345678901234567890,"2":1e400,"1":-0,"b":true}')
    expect(
      node.kind === 'object' && node.entries.map(({ key, value }) => [key, 'text' in value && value.text]),
    ).toEqual([
      ['b', '12345678901234567890'],
      ['2', '1e400'],
      ['1', '-0'],
      ['b', 'true'],
    ])
  })

  it('says where each value stands', () => {
    const text = ' {"a": ["x\\n", {}]} '
    const node = parseJson(text)
    expect([node.start, node.end]).toEqual([1, text.length - 1])
    const list = node.kind === 'object' ? node.entries[0]?.value : undefined
    expect(text.slice(list?.start, list?.end)).toBe('["x\\n", {}]')
  })

  it('takes long strings, and refuses depth without falling over', () => {
    const long = `"${'x\\"'.repeat(500_000)}"`
    expect(parseJson(long)).toMatchObject({ kind: 'string', end: long.length })
    expect(accepts(() => parseJson('['.repeat(200) + ']'.repeat(200)))).toBe(true)
    for (const deep of ['['.repeat(10_000), `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`]) {
      try {
        parseJson(deep)
        expect.unreachable()
      } catch (error) {
        expect(errorCode(error)).toBe('invalid')
        expect(String(error)).toContain('deeper than 200')
      }
    }
  })

  it('quotes nothing of the text in its errors', () => {
    expect(() => parseJson('{"password":"canary}')).toThrow('The JSON has a string that does not end at character 21')
    expect(() => parseJson('canary')).toThrow('The JSON has no value at character 1')
  })
})
