/** CRC-32C (Castagnoli) of bytes, as an unsigned number; eight bytes a step. Source: RFC 3720, appendix B.4. */
export function crc32c(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % 8)
  let crc = 0xffffffff
  for (let at = 0; at < whole; at += 8) {
    const low = crc ^ view.getUint32(at, true)
    const high = view.getUint32(at + 4, true)
    crc =
      entry(7, low) ^
      entry(6, low >>> 8) ^
      entry(5, low >>> 16) ^
      entry(4, low >>> 24) ^
      entry(3, high) ^
      entry(2, high >>> 8) ^
      entry(1, high >>> 16) ^
      entry(0, high >>> 24)
  }
  for (let at = whole; at < bytes.length; at += 1) crc = (crc >>> 8) ^ entry(0, crc ^ view.getUint8(at))
  return (crc ^ 0xffffffff) >>> 0
}

const REVERSED_POLYNOMIAL = 0x82f63b78
const TABLES = tables()

/** Table `table` at the lowest byte of `value`. */
function entry(table: number, value: number): number {
  return TABLES[table * 256 + (value & 0xff)] ?? 0
}

/** Eight tables one behind the other: table n is the effect of a byte that n more bytes follow. */
function tables(): Int32Array {
  const all = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ REVERSED_POLYNOMIAL : crc >>> 1
    all[byte] = crc
  }
  for (let at = 256; at < all.length; at += 1) {
    const before = all[at - 256] ?? 0
    all[at] = (before >>> 8) ^ (all[before & 0xff] ?? 0)
  }
  return all
}
