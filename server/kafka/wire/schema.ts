/** One field of a message: its place is its order in the list, its presence depends on the version. */
export interface Field {
  name: string
  type:
    | 'bool'
    | 'int8'
    | 'int16'
    | 'uint16'
    | 'int32'
    | 'uint32'
    | 'int64'
    | 'float64'
    | 'string'
    | 'uuid'
    | 'bytes'
    | 'records'
    | 'struct'
  array?: true
  /** Versions that carry the field, both ends included; 32767 = no upper end. */
  versions: readonly [number, number]
  nullable?: readonly [number, number]
  /** In these versions the field travels in the tag section under this number, and only when it is not the default. */
  tag?: number
  tagged?: readonly [number, number]
  /** Absent: the type's zero (0, 0n, '', false, empty, all fields of a struct at their defaults). */
  default?: null | boolean | number | bigint | string
  /** A value may be dropped where the version has no room for it; otherwise such a request is refused. */
  ignorable?: true
  /** Of a struct. */
  fields?: readonly Field[]
}

/**
 * One API of the Kafka protocol as data.
 * Grammar of a flexible version (`flexibleFrom` and later): lengths are unsigned varints plus one (0 = null), and every
 * struct ends with a tag section. Older versions: int16 string lengths, int32 array and byte lengths, −1 = null.
 */
export interface ApiSchema<Request, Response> {
  name: string
  /** API key, Kafka's `ApiKeys`. */
  key: number
  /** Versions the definitions know, both ends included. */
  versions: readonly [number, number]
  /** First flexible version, null when there is none. */
  flexibleFrom: number | null
  request: readonly Field[]
  response: readonly Field[]
  /** Never set: ties the two body shapes to the table for the type checker. */
  readonly shape?: (request: Request) => Response
}
