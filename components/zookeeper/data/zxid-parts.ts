/** The two halves of a zxid or session id in hex: the leader's epoch and the count within it; null when it is no hex. */
export function zxidParts(zxid: string): { epoch: bigint; counter: bigint } | null {
  if (!/^0x[0-9a-f]{1,16}$/i.test(zxid)) return null
  const value = BigInt(zxid)
  return { epoch: value >> 32n, counter: value & 0xffff_ffffn }
}
