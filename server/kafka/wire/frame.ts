import { codecOf, type Draft } from './codec'
import { Reader } from './reader'
import type { ApiSchema } from './schema'
import { Writer } from './writer'

/** What a request carries in front of its body. */
export interface RequestHeader {
  version: number
  correlationId: number
  clientId: string
}

/**
 * One request as it goes on the socket.
 * Grammar: size int32, API key int16, version int16, correlation id int32, client id (int16 length, also in flexible
 * versions), a tag section in flexible versions, body.
 */
export function encodeRequest<Q, A>(api: ApiSchema<Q, A>, header: RequestHeader, draft: Draft<Q>): Buffer {
  const codec = codecOf(api, 'request', header.version)
  const body = codec.encode(draft)
  const clientId = Buffer.from(header.clientId)
  const writer = new Writer()
  writer.int32(2 + 2 + 4 + 2 + clientId.length + (codec.flexible ? 1 : 0) + body.length)
  writer.int16(api.key)
  writer.int16(header.version)
  writer.int32(header.correlationId)
  writer.int16(clientId.length)
  writer.raw(clientId)
  if (codec.flexible) writer.uvarint(0)
  writer.raw(body)
  return writer.bytes()
}

/** The correlation id of an answer, without its size prefix. Errors: `unreachable` for a frame below four bytes. */
export function correlationIdOf(frame: Buffer): number {
  return new Reader(frame).int32()
}

/**
 * The body of an answer, without its size prefix.
 * Grammar: correlation id int32, a tag section in flexible versions (never for ApiVersions: its reader does not know the
 * broker's versions yet), body. Errors: `unreachable` for anything else.
 */
export function decodeResponse<Q, A>(
  api: ApiSchema<Q, A>,
  version: number,
  frame: Buffer,
): { body: A; unread: number } {
  const codec = codecOf(api, 'response', version)
  const reader = new Reader(frame)
  reader.skip(4)
  if (codec.flexible && api.key !== API_VERSIONS_KEY) {
    for (let tags = reader.uvarint(); tags > 0; tags -= 1) {
      reader.uvarint()
      reader.skip(reader.uvarint())
    }
  }
  return codec.decode(frame, frame.length - reader.remaining)
}

const API_VERSIONS_KEY = 18
