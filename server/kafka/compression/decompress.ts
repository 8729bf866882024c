import zlib from 'node:zlib'
import { errorMessage, VivariumError } from '@/lib/errors'
import type { CompressionName } from '@/lib/records/compression-name'
import { unpackLz4 } from './lz4'
import { unpackSnappy } from './snappy'

/**
 * Unpacks the records of a batch. Errors: `too-large` beyond `limitBytes`, whatever size the bytes announce; `invalid` for
 * bytes that are not of this codec; `unsupported` for zstd where the runtime has none (Node.js has it from 22.15 on).
 */
export function decompress(compression: CompressionName, bytes: Uint8Array, limitBytes = LIMIT_BYTES): Uint8Array {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (compression) {
    case 'none':
      return bytes
    case 'gzip':
      return viaZlib('gzip', zlib.gunzipSync, packed, limitBytes)
    case 'snappy':
      return unpackSnappy(packed, limitBytes)
    case 'lz4':
      return unpackLz4(packed, limitBytes)
    case 'zstd':
      if (!zstd) {
        throw new VivariumError({
          code: 'unsupported',
          message: `records compressed with zstd cannot be read by Node.js ${process.versions.node}`,
          hint: 'run Vivarium with Node.js 22.15 or later',
        })
      }
      return viaZlib('zstd', zstd, packed, limitBytes)
    case 'unknown':
      throw new VivariumError({
        code: 'unsupported',
        message: 'the batch is compressed in a way that is not known here',
      })
  }
}

/** Most that one batch may become. */
const LIMIT_BYTES = 64 * 1024 * 1024

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer

/** Not in the type definitions of Node.js 20, nor in Node.js 20. */
const zstd = (zlib as { zstdDecompressSync?: Unpack }).zstdDecompressSync

function viaZlib(name: string, unpack: Unpack, packed: Buffer, limitBytes: number): Buffer {
  try {
    return unpack(packed, { maxOutputLength: limitBytes })
  } catch (cause) {
    const tooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw new VivariumError({
      code: tooLarge ? 'too-large' : 'invalid',
      message: tooLarge ? `${name}: more than ${limitBytes} bytes unpacked` : `not ${name}: ${errorMessage(cause)}`,
      cause,
    })
  }
}
