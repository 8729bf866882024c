import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCode } from '@/lib/errors'
import { APIS, type Api } from './apis'
import { codecOf } from './codec'
import { fallbackOf, NULL_UUID } from './fallback'
import type { ApiSchema, Field } from './schema'

type AnyApi = Api<Record<string, unknown>, Record<string, unknown>>

/** Every API at every version the definitions know, in both directions. */
const everything = Object.values(APIS as unknown as Record<string, AnyApi>).flatMap(({ schema }) => {
  const [from, to] = schema.versions
  const versions = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return versions.flatMap((version) => (['request', 'response'] as const).map((side) => ({ schema, version, side })))
})

const within = (range: readonly [number, number] | undefined, version: number) =>
  range !== undefined && version >= range[0] && version <= range[1]

/** Values a version can carry; fields it lacks hold their default, as decoding gives them. */
function bodyOf(fields: readonly Field[], version: number): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    Object.fromEntries(
      fields.map((field) => [
        field.name,
        within(field.versions, version) ? fieldValue(field, version) : fc.constant(0).map(fallbackOf(field)),
      ]),
    ),
  )
}

function fieldValue(field: Field, version: number): fc.Arbitrary<unknown> {
  const value = field.array ? fc.array(itemOf(field, version), { maxLength: 3 }) : itemOf(field, version)
  return within(field.nullable, version) ? fc.option(value, { nil: null }) : value
}

function itemOf(field: Field, version: number): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'bool':
      return fc.boolean()
    case 'int8':
      return fc.integer({ min: -128, max: 127 })
    case 'int16':
      return fc.integer({ min: -32768, max: 32767 })
    case 'uint16':
      return fc.integer({ min: 0, max: 65535 })
    case 'int32':
      return fc.integer()
    case 'uint32':
      return fc.integer({ min: 0, max: 4294967295 })
    case 'int64':
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    case 'float64':
      return fc.double({ noNaN: true })
    case 'string':
      return fc.string({ unit: 'grapheme', maxLength: 200 })
    case 'uuid':
      return fc.uint8Array({ minLength: 16, maxLength: 16 }).map((raw) => Buffer.from(raw).toString('base64url'))
    case 'bytes':
    case 'records':
      return fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw))
    case 'struct':
      return bodyOf(field.fields ?? [], version)
  }
}

interface Odd {
  plain: Part | null
  inTag: Part | null
  whole: Part
  late: number
}
interface Part {
  epoch: number
  offset: bigint
}

/** A message that no API of ours has: nullable structs and a default of its own, plain and inside a tag. */
const odd: ApiSchema<Odd, object> = {
  name: 'Odd',
  key: 999,
  versions: [0, 1],
  flexibleFrom: 0,
  request: [
    { name: 'plain', type: 'struct', versions: [0, 32767], nullable: [0, 32767], default: null, fields: part() },
    {
      name: 'inTag',
      type: 'struct',
      versions: [0, 32767],
      nullable: [0, 32767],
      default: null,
      tag: 0,
      tagged: [0, 32767],
      fields: part(),
    },
    { name: 'whole', type: 'struct', versions: [0, 32767], tag: 1, tagged: [0, 32767], fields: part() },
    { name: 'late', type: 'int32', versions: [1, 32767], default: 7 },
  ],
  response: [],
}
function part(): Field[] {
  return [
    { name: 'epoch', type: 'int32', versions: [0, 32767], default: -1 },
    { name: 'offset', type: 'int64', versions: [0, 32767], default: -1n },
  ]
}

describe('codecOf', () => {
  it.each(everything)(
    '$schema.name v$version $side: decode(encode(x)) is x, nothing left unread',
    ({ schema, version, side }) => {
      const codec = codecOf(schema, side as 'request', version)
      fc.assert(
        fc.property(bodyOf(schema[side], version), (body) => {
          expect(codec.decode(codec.encode(body))).toEqual({ body, unread: 0 })
        }),
        { numRuns: 25 },
      )
    },
  )

  it('meets hostile bytes with a VivariumError, in every API and version', () => {
    const anyCodec = fc.constantFrom(
      ...everything.map(({ schema, version, side }) => codecOf(schema, side as 'request', version)),
    )
    fc.assert(
      fc.property(anyCodec, fc.uint8Array({ maxLength: 400 }), (codec, bytes) => {
        try {
          codec.decode(Buffer.from(bytes))
        } catch (error) {
          expect(errorCode(error)).toBe('unreachable')
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('refuses an announced list that the frame cannot hold before it builds it', () => {
    const codec = codecOf(APIS.metadata.schema, 'response', 1)
    expect(() => codec.decode(Buffer.from('7fffffff', 'hex'))).toThrow('a list of 2147483647 items')
  })

  it('refuses a cut answer at whatever byte it is cut', () => {
    const codec = codecOf(APIS.metadata.schema, 'response', 12)
    const whole = codec.encode({
      clusterId: 'abc',
      brokers: [{ nodeId: 1, host: 'h', port: 9092 }],
      topics: [{ name: 't' }],
    })
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => codec.decode(whole.subarray(0, length)), `${length} bytes`).toThrow('not a valid Kafka answer')
    }
  })

  it('writes a nullable struct behind an int8 among plain fields and behind a varint inside a tag', () => {
    const codec = codecOf(odd, 'request', 0)
    const struct = { epoch: 1, offset: 2n }
    const bytes = '00000001' + '0000000000000002' + '00'
    expect(codec.encode({ plain: null }).toString('hex')).toBe('ff' + '00')
    expect(codec.encode({ plain: struct }).toString('hex')).toBe(`01${bytes}00`)
    expect(codec.encode({ plain: null, inTag: struct }).toString('hex')).toBe(`ff01000e01${bytes}`)
    expect(codec.decode(codec.encode({ plain: struct, inTag: struct })).body).toMatchObject({
      plain: struct,
      inTag: struct,
    })
  })

  it('fills an absent tagged struct from the defaults of its fields, each time anew', () => {
    const codec = codecOf(odd, 'request', 0)
    const first = codec.decode(Buffer.from('ff00', 'hex')).body
    expect(first).toEqual({ plain: null, inTag: null, whole: { epoch: -1, offset: -1n }, late: 7 })
    expect(codec.decode(Buffer.from('ff00', 'hex')).body.whole).not.toBe(first.whole)
  })

  it('passes over a tag it does not know', () => {
    const body = codecOf(odd, 'request', 0).decode(Buffer.from('ff' + '01' + '63' + '03' + 'aabbcc', 'hex'))
    expect(body.unread).toBe(0)
  })

  it('refuses to drop a value the version has no room for, unless Kafka allows it', () => {
    expect(() => codecOf(odd, 'request', 0).encode({ late: 8 })).toThrow('no room for "late"')
    expect(codecOf(odd, 'request', 0).encode({ late: 7 }).toString('hex')).toBe('ff00')
    expect(() =>
      codecOf(APIS.metadata.schema, 'request', 3).encode({ topics: null, allowAutoTopicCreation: false }),
    ).toThrow('allowAutoTopicCreation')
    expect(() => codecOf(APIS.apiVersions.schema, 'request', 0).encode({ clientSoftwareName: 'x' })).not.toThrow()
  })

  it('refuses values the type cannot hold', () => {
    const listOffsets = codecOf(APIS.listOffsets.schema, 'request', 9)
    const draft = (partitionIndex: number) => ({ topics: [{ name: 't', partitions: [{ partitionIndex }] }] })
    expect(() => listOffsets.encode(draft(2 ** 31))).toThrow('ListOffsets v9 request')
    const metadata = codecOf(APIS.metadata.schema, 'request', 8)
    expect(() => metadata.encode({ topics: [{ name: 'x'.repeat(40_000) }] })).toThrow('Metadata v8 request')
    expect(() => codecOf(APIS.metadata.schema, 'request', 12).encode({ topics: [{ topicId: 'short' }] })).toThrow(
      'is not an id',
    )
  })

  it('knows only the versions of the definitions', () => {
    expect(() => codecOf(APIS.metadata.schema, 'request', 99)).toThrow('Metadata v99')
  })

  it('prints no id as Kafka does', () => {
    expect(NULL_UUID).toBe(Buffer.alloc(16).toString('base64url'))
  })
})
