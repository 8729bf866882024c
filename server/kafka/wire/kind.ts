import type { Reader } from './reader'
import type { Field } from './schema'
import type { Writer } from './writer'

/** A type's way in and out, and the fewest bytes one value takes: the bound for hostile counts. */
export interface Kind {
  least: number
  write(writer: Writer, value: unknown): void
  read(reader: Reader): unknown
}
const scalar = <T>(least: number, write: (writer: Writer, value: T) => void, read: (reader: Reader) => T): Kind => ({
  least,
  write: (writer, value) => write(writer, value as T), // the draft's type says so
  read,
})
/** The kinds of fixed size, by the name the definitions use. */
export const SCALAR_KINDS: Record<Exclude<Field['type'], 'string' | 'bytes' | 'records' | 'struct'>, Kind> = {
  bool: scalar<boolean>(
    1,
    (w, v) => w.bool(v),
    (r) => r.bool(),
  ),
  int8: scalar<number>(
    1,
    (w, v) => w.int8(v),
    (r) => r.int8(),
  ),
  int16: scalar<number>(
    2,
    (w, v) => w.int16(v),
    (r) => r.int16(),
  ),
  uint16: scalar<number>(
    2,
    (w, v) => w.uint16(v),
    (r) => r.uint16(),
  ),
  int32: scalar<number>(
    4,
    (w, v) => w.int32(v),
    (r) => r.int32(),
  ),
  uint32: scalar<number>(
    4,
    (w, v) => w.uint32(v),
    (r) => r.uint32(),
  ),
  int64: scalar<bigint>(
    8,
    (w, v) => w.int64(v),
    (r) => r.int64(),
  ),
  float64: scalar<number>(
    8,
    (w, v) => w.float64(v),
    (r) => r.float64(),
  ),
  uuid: scalar<string>(
    16,
    (w, v) => w.uuid(v),
    (r) => r.uuid(),
  ),
}

/** A length prefix in one of the three widths Kafka uses; null is −1, or 0 of the compact form. */
function lengthKind(flexible: boolean, width: 2 | 4, nullable: boolean) {
  return {
    least: flexible ? 1 : width,
    write(writer: Writer, length: number | null): void {
      if (length === null && !nullable) throw new TypeError('null where the protocol has no null')
      if (flexible) writer.uvarint(length === null ? 0 : length + 1)
      else if (width === 2) writer.int16(length ?? -1)
      else writer.int32(length ?? -1)
    },
    read(reader: Reader): number | null {
      const length = flexible ? reader.uvarint() - 1 : width === 2 ? reader.int16() : reader.int32()
      if (length >= 0) return length
      return nullable && length === -1 ? null : reader.fail(`a length of ${length}`)
    },
  }
}

/** Text: int16 length and UTF-8. */
export function textKind(nullable: boolean, flexible: boolean): Kind {
  const length = lengthKind(flexible, 2, nullable)
  return {
    least: length.least,
    write(writer, value) {
      const raw = value === null ? null : Buffer.from(value as string) // throws TypeError for anything but text
      length.write(writer, raw === null ? null : raw.length)
      if (raw) writer.raw(raw)
    },
    read(reader) {
      const size = length.read(reader)
      return size === null ? null : reader.text(size)
    },
  }
}

/** Bytes and record sets: int32 length and the bytes, read as a view on the frame. */
export function bytesKind(nullable: boolean, flexible: boolean): Kind {
  const length = lengthKind(flexible, 4, nullable)
  return {
    least: length.least,
    write(writer, value) {
      const raw = value as Buffer | null // the draft's type says so
      length.write(writer, raw === null ? null : raw.length)
      if (raw) writer.raw(raw)
    },
    read(reader) {
      const size = length.read(reader)
      return size === null ? null : reader.bytes(size)
    },
  }
}

/** A list: int32 count and the items. Errors: `unreachable` for a count the frame cannot hold. */
export function arrayKind(item: Kind, nullable: boolean, flexible: boolean): Kind {
  const length = lengthKind(flexible, 4, nullable)
  return {
    least: length.least,
    write(writer, value) {
      const items = value as unknown[] | null // the draft's type says so
      length.write(writer, items === null ? null : items.length)
      for (const one of items ?? []) item.write(writer, one)
    },
    read(reader) {
      const count = length.read(reader)
      if (count === null) return null
      // Checked before the loop: a hostile count must not make us build what the frame cannot hold.
      if (count * Math.max(item.least, 1) > reader.remaining) reader.fail(`a list of ${count} items`)
      const items: unknown[] = []
      for (let index = 0; index < count; index += 1) items.push(item.read(reader))
      return items
    },
  }
}

/** The prefix is an int8 (−1 null, 1 present) among the plain fields but a varint (0 null, 1 present) inside a tag. */
export function nullableStructKind(struct: Kind, tagged: boolean): Kind {
  return {
    least: 1,
    write(writer, value) {
      if (tagged) writer.uvarint(value === null ? 0 : 1)
      else writer.int8(value === null ? -1 : 1)
      if (value !== null) struct.write(writer, value)
    },
    read(reader) {
      const present = tagged ? reader.uvarint() > 0 : reader.int8() >= 0
      return present ? struct.read(reader) : null
    },
  }
}
