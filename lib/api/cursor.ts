import { z } from 'zod'
import { VivariumError } from '../errors'

/** What rows are ordered by and found again by. */
export type Scalar = string | number | bigint | null

/** Where a page ended: the sort value and the key of its last row. */
export interface PagePosition {
  value: Scalar
  key: readonly (string | number)[]
}

/** bigint has no JSON form: it travels as `{int64: "…"}`. */
const payload = z.strictObject({
  value: z.union([z.string(), z.number(), z.null(), z.strictObject({ int64: z.string().regex(/^-?\d+$/) })]),
  key: z.array(z.union([z.string(), z.number()])).min(1),
})

/** The position as opaque text. `scope` names the query it belongs to, so that a cursor of one list is none of another. */
export function formatCursor(scope: string, { value, key }: PagePosition): string {
  const json = JSON.stringify({ value: typeof value === 'bigint' ? { int64: String(value) } : value, key })
  return toBase64Url(new TextEncoder().encode(`${checksum(scope + json)}${json}`))
}

/** The position behind the text; `invalid` when it was changed or belongs to another query. */
export function parseCursor(scope: string, text: string): PagePosition {
  const plain = fromBase64Url(text)
  const json = plain?.slice(CHECKSUM_LENGTH) ?? ''
  if (plain === null || plain.slice(0, CHECKSUM_LENGTH) !== checksum(scope + json)) throw foreign()
  const read = payload.safeParse(fromJson(json))
  if (!read.success) throw foreign()
  const { value, key } = read.data
  return { value: typeof value === 'object' && value !== null ? BigInt(value.int64) : value, key }
}

function foreign(): VivariumError {
  return new VivariumError({
    code: 'invalid',
    message: 'cursor: is not one that this list gave with these parameters',
    hint: 'take nextCursor as it stands and keep sort and filters; or begin again without cursor',
    field: 'cursor',
  })
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const CHECKSUM_LENGTH = 13

/** FNV-1a, 64 bits, in base 36: tells a changed cursor. It guards nothing secret, whoever may read a page may read them all. */
function checksum(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(36).padStart(CHECKSUM_LENGTH, '0')
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** null when the text is not what `toBase64Url` writes, to the last bit. */
function fromBase64Url(text: string): string | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
    return toBase64Url(bytes) === text ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : null
  } catch {
    return null
  }
}
