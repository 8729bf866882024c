import { VivariumError } from '../errors'

/** A znode's stat as the model needs it. zxids and session ids are `0x…` strings, times epoch ms. */
export interface Znode {
  path: string
  /** UTF-8 text; null for a node without data. */
  data: string | null
  stat: {
    czxid: string
    mzxid: string
    ctime: number
    mtime: number
    version: number
    ephemeralOwner: string
  }
}

/** The JSON object in a znode; `invalid` naming the path when it is none. */
export function znodeJson(znode: Znode): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(znode.data ?? '')
  } catch (cause) {
    throw new VivariumError({
      code: 'invalid',
      message: `${znode.path} does not hold JSON: ${(cause as Error).message}`,
      cause,
    })
  }
  return new JsonObject(znode.path, value)
}

/** Typed reading of a JSON object; every mismatch is an `invalid` error naming path and key. */
export class JsonObject {
  private readonly path: string
  private readonly values: ReadonlyMap<string, unknown>

  constructor(path: string, value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new VivariumError({ code: 'invalid', message: `${path} does not hold a JSON object` })
    }
    this.path = path
    this.values = new Map(Object.entries(value))
  }

  has(key: string): boolean {
    return this.values.get(key) !== undefined && this.values.get(key) !== null
  }

  integer(key: string): number {
    const value = this.values.get(key)
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value
    throw this.mismatch(key, 'an integer')
  }

  text(key: string): string {
    const value = this.values.get(key)
    if (typeof value === 'string') return value
    throw this.mismatch(key, 'a string')
  }

  integers(key: string): number[] {
    return this.list(key, 'integers', (item): item is number => Number.isSafeInteger(item))
  }

  texts(key: string): string[] {
    return this.list(key, 'strings', (item): item is string => typeof item === 'string')
  }

  object(key: string): JsonObject {
    return new JsonObject(`${this.path} ${key}`, this.values.get(key))
  }

  objects(key: string): JsonObject[] {
    const value = this.values.get(key)
    if (!Array.isArray(value)) throw this.mismatch(key, 'a list')
    return value.map((item) => new JsonObject(`${this.path} ${key}`, item))
  }

  keys(): string[] {
    return [...this.values.keys()]
  }

  private list<T>(key: string, what: string, is: (item: unknown) => item is T): T[] {
    const value = this.values.get(key)
    if (Array.isArray(value) && value.every(is)) return value
    throw this.mismatch(key, `a list of ${what}`)
  }

  private mismatch(key: string, expected: string): VivariumError {
    return new VivariumError({ code: 'invalid', message: `${this.path}: "${key}" is not ${expected}`, field: key })
  }
}
