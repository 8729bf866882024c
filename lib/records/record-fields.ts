import { ByteReader } from './byte-reader'

/** One field of a record: its place is its order in the list, its presence depends on the version. */
export interface RecordField {
  name: string
  type: 'int8' | 'int16' | 'int32' | 'int64' | 'string' | 'uuid' | 'bytes' | 'struct'
  array?: true
  /** Versions that carry the field, both ends included; 32767 = no upper end. */
  versions: readonly [number, number]
  nullable?: readonly [number, number]
  /** In these versions the field travels in the tag section under this number, and only when it is not the default. */
  tag?: number
  tagged?: readonly [number, number]
  /** Absent: the type's zero. */
  default?: null | number | bigint | string
  ignorable?: true
  /** Of a struct. */
  fields?: readonly RecordField[]
}

/**
 * One kind of record as data. Grammar: int16 version, fields; flexible versions (`flexibleFrom` and later) have lengths as
 * unsigned varints plus one (0 = null) and a tag section behind every struct.
 */
export interface RecordSchema {
  /** Versions the definitions know, both ends included. */
  versions: readonly [number, number]
  /** First flexible version, null when there is none. */
  flexibleFrom: number | null
  fields: readonly RecordField[]
}

/**
 * Reads values of one kind of record, the version in front. Bytes in them are copies. Errors: RangeError for bytes that
 * are no such value, also for a version the definitions do not know.
 */
export function valueReader(schema: RecordSchema): (bytes: Uint8Array) => unknown {
  const versions = new Map<number, Read>()
  return (bytes) => {
    const reader = new ByteReader(bytes)
    const version = reader.int16()
    let read = versions.get(version)
    if (!read) {
      const [from, to] = schema.versions
      if (version < from || version > to) throw new RangeError(`version ${version} is not known, only ${from} to ${to}`)
      read = structRead(schema.fields, version, schema.flexibleFrom !== null && version >= schema.flexibleFrom)
      versions.set(version, read)
    }
    return read(reader)
  }
}

/** Reads the fields of one version, none of them flexible, from where the reader stands. Errors: RangeError. */
export function fieldsReader(fields: readonly RecordField[], version: number): (reader: ByteReader) => unknown {
  return structRead(fields, version, false)
}

type Read = (reader: ByteReader) => unknown

function has(range: readonly [number, number] | undefined, version: number): boolean {
  return range !== undefined && version >= range[0] && version <= range[1]
}

function structRead(fields: readonly RecordField[], version: number, flexible: boolean): Read {
  const plain: { name: string; read: Read }[] = []
  const rest: { name: string; fallback: () => unknown }[] = []
  const byTag = new Map<number, { name: string; read: Read }>()
  for (const field of fields) {
    const { name, tag } = field
    const there = has(field.versions, version)
    if (there && (tag === undefined || !has(field.tagged, version))) {
      plain.push({ name, read: fieldRead(field, version, flexible, false) })
      continue
    }
    rest.push({ name, fallback: fallbackOf(field) })
    if (there && tag !== undefined) byTag.set(tag, { name, read: fieldRead(field, version, flexible, true) })
  }
  return (reader) => {
    const struct: Record<string, unknown> = {}
    for (const { name, read } of plain) struct[name] = read(reader)
    for (const { name, fallback } of rest) struct[name] = fallback()
    if (flexible) {
      for (let count = reader.uvarint(); count > 0; count -= 1) {
        const member = byTag.get(reader.uvarint())
        const inner = reader.take(reader.uvarint())
        // A tag we do not know comes from a newer broker and is meant to be passed over.
        if (member) struct[member.name] = member.read(new ByteReader(inner))
      }
    }
    return struct
  }
}

function fallbackOf(field: RecordField): () => unknown {
  if (field.default !== undefined) return () => field.default
  if (field.array) return () => []
  switch (field.type) {
    case 'string':
      return () => ''
    case 'int64':
      return () => 0n
    case 'uuid':
      return () => NULL_UUID
    case 'bytes':
      return () => new Uint8Array()
    case 'struct':
      return () => null
    default:
      return () => 0
  }
}

function fieldRead(field: RecordField, version: number, flexible: boolean, tagged: boolean): Read {
  const nullable = has(field.nullable, version)
  if (!field.array) return itemRead(field, version, flexible, nullable, tagged)
  const item = itemRead(field, version, flexible, false, false)
  return (reader) => {
    const count = flexible ? reader.uvarint() - 1 : reader.int32()
    return count < 0 ? refuseUnless(nullable, count) : reader.listOf(count, () => item(reader))
  }
}

function itemRead(field: RecordField, version: number, flexible: boolean, nullable: boolean, tagged: boolean): Read {
  switch (field.type) {
    case 'int8':
      return (reader) => reader.int8()
    case 'int16':
      return (reader) => reader.int16()
    case 'int32':
      return (reader) => reader.int32()
    case 'int64':
      return (reader) => reader.int64()
    case 'uuid':
      return (reader) => uuidText(reader.take(16))
    case 'string':
      return (reader) => {
        const length = flexible ? reader.uvarint() - 1 : reader.int16()
        return length < 0 ? refuseUnless(nullable, length) : reader.textOf(length)
      }
    case 'bytes':
      return (reader) => {
        const length = flexible ? reader.uvarint() - 1 : reader.int32()
        // A copy: a view would keep the whole answer it came in.
        return length < 0 ? refuseUnless(nullable, length) : new Uint8Array(reader.take(length))
      }
    case 'struct': {
      const struct = structRead(field.fields ?? [], version, flexible)
      if (!nullable) return struct
      // The prefix is an int8 (−1 null, 1 present) among the plain fields but a varint (0 null, 1 present) inside a tag.
      return (reader) => ((tagged ? reader.uvarint() > 0 : reader.int8() >= 0) ? struct(reader) : null)
    }
  }
}

function refuseUnless(nullable: boolean, length: number): null {
  if (nullable && length === -1) return null
  throw new RangeError(`a length of ${length}`)
}

/** Base64url without padding, as Kafka prints it. */
function uuidText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .slice(0, 22)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

/** Sixteen zero bytes: "no id". */
export const NULL_UUID = 'AAAAAAAAAAAAAAAAAAAAAA'
