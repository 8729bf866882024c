/** Bytes in one row of a hex dump. */
export const HEX_WIDTH = 16

/** Row `index` of a hex dump, as `hexdump -C` prints it: `00000010  7b 22 … |{"…|`. */
export function hexRow(bytes: Uint8Array, index: number): string {
  const from = index * HEX_WIDTH
  const some = bytes.subarray(from, from + HEX_WIDTH)
  const hex = Array.from({ length: HEX_WIDTH }, (_, at) => {
    const byte = some[at]
    return (byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')) + (at === HEX_WIDTH / 2 - 1 ? ' ' : '')
  })
  const letters = Array.from(some, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
  return `${from.toString(16).padStart(8, '0')}  ${hex.join(' ')}  |${letters}|`
}

/** The whole dump, for copying. */
export function hexDump(bytes: Uint8Array): string {
  return Array.from({ length: Math.ceil(bytes.length / HEX_WIDTH) }, (_, index) => hexRow(bytes, index)).join('\n')
}
