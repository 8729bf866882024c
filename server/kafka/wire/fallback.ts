import type { Field } from './schema'

/** Makes the value of a field that is not there; a function, because lists and structs must not be shared. */
export function fallbackOf(field: Field): () => unknown {
  if (field.default !== undefined) return () => field.default
  if (field.array) return () => []
  switch (field.type) {
    case 'bool':
      return () => false
    case 'int64':
      return () => 0n
    case 'string':
      return () => ''
    case 'uuid':
      return () => NULL_UUID
    case 'bytes':
    case 'records':
      return () => Buffer.alloc(0)
    case 'struct': {
      const parts = (field.fields ?? []).map((part) => [part.name, fallbackOf(part)] as const)
      return () => Object.fromEntries(parts.map(([name, make]) => [name, make()]))
    }
    default:
      return () => 0
  }
}

/** Sixteen zero bytes as Kafka prints them: "no id". */
export const NULL_UUID = 'AAAAAAAAAAAAAAAAAAAAAA'
