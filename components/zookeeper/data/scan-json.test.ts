import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFields } from './json-fields'
import { prettyJson } from './pretty-json'
import { scanJson } from './scan-json'

const isJson = (text: string) => scanJson(text, () => {})
function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('scanJson', () => {
  it('knows JSON from what is none, as the browser does', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '}', ',', '\\', '1', 'null', '\u0001'),
        (json, at, noise) => {
          const place = at % (json.length + 1)
          const text = json.slice(0, place) + noise + json.slice(place)
          expect(isJson(text)).toBe(parses(text))
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each(['', ' ', '{', '[1,]', '{"a":1,}', '01', '1.', '"\\x"', '{"a" 1}', 'nul', '1 2', '[}', '{"a":}', '+1'])(
    'refuses %j',
    (text) => {
      expect(isJson(text)).toBe(false)
    },
  )

  it('reads a million open brackets without the stack', () => {
    expect(isJson('['.repeat(500_000) + ']'.repeat(500_000))).toBe(true)
  })
})

describe('prettyJson', () => {
  it('puts one member a line and keeps short lists of numbers together', () => {
    expect(prettyJson('{"controller_epoch":42,"isr":[6, 2],"sub":{"a":[],"b":{}},"list":[{"c":null},"x"]}')).toBe(
      `{
  "controller_epoch": 42,
  "isr": [6, 2],
  "sub": {
    "a": [],
    "b": {}
  },
  "list": [
    {
      "c": null
    },
    "x"
  ]
}`,
    )
  })

  it('keeps every digit', () => {
    const exact = '{"big":9223372036854775807,"tiny":1e-400,"e":1E400}'
    expect(prettyJson(exact)?.replace(/\s/g, '')).toBe(exact)
  })

  it('says the same as its source', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(JSON.parse(prettyJson(json) ?? 'none')).toEqual(JSON.parse(json))
      }),
    )
  })

  it('answers null for what is no JSON', () => {
    expect(prettyJson('{"a":')).toBeNull()
    expect(prettyJson('plain')).toBeNull()
  })

  it('stays small for what is deep', () => {
    const deep = 20_000
    expect(prettyJson('['.repeat(deep) + ']'.repeat(deep))?.length).toBeLessThan(deep * 260)
  })
})

describe('jsonFields', () => {
  it('gives each member as it is written', () => {
    expect(jsonFields('{"leader": 6, "isr": [6, 2], "x": {"a": "b c"}, "__proto__": 9007199254740993}')).toEqual(
      new Map([
        ['leader', '6'],
        ['isr', '[6,2]'],
        ['x', '{"a":"b c"}'],
        ['__proto__', '9007199254740993'],
      ]),
    )
    expect(jsonFields('{}')).toEqual(new Map())
  })

  it.each(['[1]', '1', '"a"', '{', ''])('knows that %j is no object', (text) => {
    expect(jsonFields(text)).toBeNull()
  })
})
