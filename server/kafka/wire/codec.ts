import { isDeepStrictEqual } from 'node:util'
import { VivariumError } from '@/lib/errors'
import { fallbackOf } from './fallback'
import { arrayKind, bytesKind, type Kind, nullableStructKind, SCALAR_KINDS, textKind } from './kind'
import { Reader } from './reader'
import type { ApiSchema, Field } from './schema'
import { Writer } from './writer'

/** A body to send: what is left out takes the default of Kafka's definitions. */
export type Draft<T> = T extends bigint | Buffer
  ? T
  : T extends (infer Item)[]
    ? Draft<Item>[]
    : T extends object
      ? { [Key in keyof T]?: Draft<T[Key]> }
      : T

/** A body to send, or how to write it for the version that was negotiated. */
export type DraftAt<T> = Draft<T> | ((version: number) => Draft<T>)

/** The body for one version. */
export function draftAt<T>(draft: DraftAt<T>, version: number): Draft<T> {
  // No body is a function, but the type checker cannot know that of every T.
  return typeof draft === 'function' ? (draft as (version: number) => Draft<T>)(version) : (draft as Draft<T>)
}

/** One API at one version: bytes from a draft, a body from bytes. Headers are not part of it. */
export interface Codec<Body> {
  flexible: boolean
  /** Errors: `invalid` for a value the type cannot hold, `unsupported` for a set field this version lacks. */
  encode(body: Draft<Body>): Buffer
  /** Errors: `unreachable` for bytes that are no such body. `unread`: bytes left over, 0 unless the sender knows more than we. */
  decode(frame: Buffer, at?: number): { body: Body; unread: number }
}

interface Member {
  name: string
  fallback: () => unknown
  kind: Kind
  tag: number | null
}
type Struct = Record<string, unknown>

const compiled = new Map<readonly Field[], Map<number, Codec<unknown>>>()

/** The codec of an API's request or response at one version, compiled once. Errors: `unsupported` outside the definitions. */
export function codecOf<Q, A>(api: ApiSchema<Q, A>, side: 'request', version: number): Codec<Q>
export function codecOf<Q, A>(api: ApiSchema<Q, A>, side: 'response', version: number): Codec<A>
export function codecOf<Q, A>(
  api: ApiSchema<Q, A>,
  side: 'request' | 'response',
  version: number,
): Codec<Q> | Codec<A> {
  const [from, to] = api.versions
  if (version < from || version > to) {
    throw new VivariumError({
      code: 'unsupported',
      message: `${api.name} v${version} is unknown here (${from} to ${to})`,
    })
  }
  const fields = api[side]
  const versions = compiled.get(fields) ?? new Map<number, Codec<unknown>>()
  compiled.set(fields, versions)
  let codec = versions.get(version)
  if (!codec) {
    const flexible = api.flexibleFrom !== null && version >= api.flexibleFrom
    codec = compile(fields, version, flexible, `${api.name} v${version} ${side}`)
    versions.set(version, codec)
  }
  return codec as Codec<Q> & Codec<A> // the generated interfaces are written from the same tables
}

function compile(fields: readonly Field[], version: number, flexible: boolean, label: string): Codec<unknown> {
  const body = structKind(fields, version, flexible)
  return {
    flexible,
    encode(value) {
      const writer = new Writer()
      try {
        body.write(writer, value)
      } catch (cause) {
        if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause
        throw new VivariumError({ code: 'invalid', message: `${label}: ${cause.message}`, cause })
      }
      return writer.bytes()
    },
    decode(frame, at = 0) {
      const reader = new Reader(frame, at)
      return { body: body.read(reader), unread: reader.remaining }
    },
  }
}

function has(range: readonly [number, number] | undefined, version: number): boolean {
  return range !== undefined && version >= range[0] && version <= range[1]
}

function structKind(fields: readonly Field[], version: number, flexible: boolean): Kind {
  const members: Member[] = []
  const absent: { name: string; fallback: () => unknown; ignorable: boolean }[] = []
  for (const field of fields) {
    const fallback = fallbackOf(field)
    if (!has(field.versions, version)) {
      absent.push({ name: field.name, fallback, ignorable: field.ignorable === true })
      continue
    }
    const tag = field.tag !== undefined && has(field.tagged, version) ? field.tag : null
    members.push({ name: field.name, fallback, kind: fieldKind(field, version, flexible, tag !== null), tag })
  }
  const plain = members.filter((member) => member.tag === null)
  const tagged = members.filter((member) => member.tag !== null).sort((a, b) => (a.tag ?? 0) - (b.tag ?? 0))
  const byTag = new Map(tagged.map((member) => [member.tag, member]))

  return {
    least: plain.reduce((sum, member) => sum + member.kind.least, flexible ? 1 : 0),
    write(writer, value) {
      const struct = value as Struct // the schema decides the shape, the draft type mirrors it
      for (const { name, fallback, ignorable } of absent) {
        const given = struct[name]
        if (given === undefined || ignorable || isDeepStrictEqual(given, fallback())) continue
        throw new VivariumError({
          code: 'unsupported',
          message: `the broker's version ${version} has no room for "${name}"`,
        })
      }
      for (const { name, fallback, kind } of plain) {
        const given = struct[name]
        kind.write(writer, given === undefined ? fallback() : given)
      }
      if (flexible) writeTags(writer, struct, tagged)
    },
    read(reader) {
      const struct: Struct = {}
      for (const { name, kind } of plain) struct[name] = kind.read(reader)
      for (const { name, fallback } of tagged) struct[name] = fallback()
      for (const { name, fallback } of absent) struct[name] = fallback()
      if (flexible) readTags(reader, struct, byTag)
      return struct
    },
  }
}

function writeTags(writer: Writer, struct: Struct, tagged: Member[]): void {
  const sent = tagged.filter(
    ({ name, fallback }) => struct[name] !== undefined && !isDeepStrictEqual(struct[name], fallback()),
  )
  writer.uvarint(sent.length)
  for (const { name, kind, tag } of sent) {
    const inner = new Writer()
    kind.write(inner, struct[name])
    writer.uvarint(tag ?? 0)
    writer.uvarint(inner.bytes().length)
    writer.raw(inner.bytes())
  }
}

function readTags(reader: Reader, struct: Struct, byTag: Map<number | null, Member>): void {
  for (let count = reader.uvarint(); count > 0; count -= 1) {
    const member = byTag.get(reader.uvarint())
    const frame = reader.bytes(reader.uvarint())
    // A tag we do not know comes from a newer sender and is meant to be passed over.
    if (member) struct[member.name] = member.kind.read(new Reader(frame))
  }
}

function fieldKind(field: Field, version: number, flexible: boolean, tagged: boolean): Kind {
  const nullable = has(field.nullable, version)
  const one = itemKind(field, version, flexible, field.array ? false : nullable, tagged)
  return field.array ? arrayKind(one, nullable, flexible) : one
}

function itemKind(field: Field, version: number, flexible: boolean, nullable: boolean, tagged: boolean): Kind {
  switch (field.type) {
    case 'string':
      return textKind(nullable, flexible)
    case 'bytes':
    case 'records':
      return bytesKind(nullable, flexible)
    case 'struct': {
      const struct = structKind(field.fields ?? [], version, flexible)
      return nullable ? nullableStructKind(struct, tagged) : struct
    }
    default:
      return SCALAR_KINDS[field.type]
  }
}
