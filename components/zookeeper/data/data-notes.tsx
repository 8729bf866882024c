import { PartialBanner } from '@/components/ui/partial-banner'
import { formatBytes, formatExact } from '@/lib/format'
import type { ZnodeView } from '@/lib/views/znode'

/** What must be known of data beside itself: that it is not here, or not whole, masked, or packed. */
export function DataNotes({ node: { data, dataReason } }: { node: ZnodeView }) {
  if (data === null)
    return <PartialBanner>The data is not shown: {dataReason ?? 'it could not be read'}.</PartialBanner>
  const packed = data.encoding === 'gzip'
  if (!data.truncated && !data.masked && !packed) return null
  return (
    <PartialBanner>
      {packed
        ? `gzip: ${formatExact(data.bytes)} bytes that unpack to ${formatExact(data.unpackedBytes ?? 0)}. Hex and base64 show the packed ones, all else what is in them. `
        : null}
      {data.truncated ? `Only the beginning of ${formatBytes(data.unpackedBytes ?? data.bytes)} is shown. ` : null}
      {data.masked ? 'Secrets are replaced by *** before they leave the server.' : null}
    </PartialBanner>
  )
}
