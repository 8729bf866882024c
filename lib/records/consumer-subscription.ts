import { ByteReader } from './byte-reader'

/**
 * The topics a member of a classic group of protocol type `consumer` subscribed to, ascending. Null where the bytes are
 * no such subscription. Source: `ConsumerProtocolSubscription`, later fields left alone:
 * int16 version, int32 count of topic, user data, from version 1 what it owned.
 */
export function decodeSubscription(bytes: Uint8Array): string[] | null {
  try {
    const reader = new ByteReader(bytes)
    reader.int16()
    return reader.list(() => reader.text()).sort((a, b) => (a < b ? -1 : 1))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
