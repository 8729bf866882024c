import type { ErrorCode } from '@/lib/errors'
import { VivariumError } from '@/lib/errors'
import { ANSWER_TOO_LARGE } from './frame-reader'

/** Server codes this client must tell apart (org.apache.zookeeper.KeeperException.Code). */
export const SERVER_CODE = {
  systemError: -1,
  noNode: -101,
} as const

const KNOWN: Record<number, { name: string; code: ErrorCode; says: string }> = {
  [-1]: { name: 'SYSTEMERROR', code: 'internal', says: 'The ZooKeeper server reports a system error' },
  [-4]: { name: 'CONNECTIONLOSS', code: 'unreachable', says: 'The connection to ZooKeeper was cut' },
  [-5]: { name: 'MARSHALLINGERROR', code: 'internal', says: 'ZooKeeper could not decode the request' },
  [-6]: { name: 'UNIMPLEMENTED', code: 'unsupported', says: 'This ZooKeeper version does not know the operation' },
  [-7]: { name: 'OPERATIONTIMEOUT', code: 'timeout', says: 'ZooKeeper gave the operation up after its own limit' },
  [-8]: { name: 'BADARGUMENTS', code: 'invalid', says: 'ZooKeeper refused the arguments' },
  [-101]: { name: 'NONODE', code: 'not-found', says: 'There is no such znode' },
  [-102]: { name: 'NOAUTH', code: 'forbidden', says: 'The ACL of the znode does not let us read it' },
  [-112]: { name: 'SESSIONEXPIRED', code: 'unreachable', says: 'The ZooKeeper session expired' },
  [-115]: { name: 'AUTHFAILED', code: 'forbidden', says: 'ZooKeeper refused our credentials' },
  [-118]: { name: 'SESSIONMOVED', code: 'unreachable', says: 'The session moved to another server' },
  [-122]: { name: 'REQUESTTIMEOUT', code: 'timeout', says: 'ZooKeeper gave the request up after its own limit' },
  [-124]: {
    name: 'SESSIONCLOSEDREQUIRESASLAUTH',
    code: 'forbidden',
    says: 'The ensemble demands SASL, which is not supported here',
  },
  [-127]: { name: 'THROTTLEDOP', code: 'busy', says: 'ZooKeeper throttled the request' },
  [ANSWER_TOO_LARGE]: {
    name: 'answer too large',
    code: 'too-large',
    says: 'The answer is larger than this client accepts (compare jute.maxbuffer of the servers)',
  },
}

/** A reply code of a ZooKeeper server as a `VivariumError`; a code nobody knows becomes `internal` with its number. */
export function serverError(serverCode: number, path?: string): VivariumError {
  const known = KNOWN[serverCode]
  const where = path === undefined ? '' : ` (${path})`
  if (known === undefined) {
    return new VivariumError({
      code: 'internal',
      message: `ZooKeeper answered with the unknown error code ${serverCode}${where}`,
    })
  }
  return new VivariumError({
    code: known.code,
    message: known.says + where,
    ...(known.code === 'invalid' ? { field: 'path' } : {}),
    cause: { serverCode, name: known.name },
  })
}

/** What the library passes to callbacks instead of its own exception, which throws on codes it does not know. */
export class ServerReplyError extends Error {
  readonly serverCode: number

  constructor(serverCode: number) {
    super(KNOWN[serverCode]?.name ?? `code ${serverCode}`)
    this.serverCode = serverCode
  }

  /** As the library's own exception: its client, where somebody else uses it in this process, asks for the code this way. */
  getCode(): number {
    return this.serverCode
  }
}
