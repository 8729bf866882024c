import { VivariumError } from '@/lib/errors'
import type { ZnodeAcl } from '../../zookeeper/read-operation'
import type { ZnodeStat } from '../../zookeeper/session'
import type { ReadableSession } from '../readable-session'

/** A node of a tree made up for a test. */
export interface MadeNode {
  data?: string | Buffer | null
  stat?: Partial<ZnodeStat>
  acl?: ZnodeAcl['acl']
  /** Every read of it fails with this, its stat alone excepted where `told`. */
  fails?: 'forbidden' | 'too-large' | 'unreachable'
  told?: boolean
  /** It is listed, and gone when it is read. */
  gone?: boolean
}

/** Reads nodes from memory as a session does, and counts how many reads are under way. */
export interface TreeSession extends ReadableSession {
  /** The most reads that were under way at once. */
  most: number
  /** Paths read, in the order of asking. */
  asked: string[]
  watches: number
}

const STAT: ZnodeStat = {
  czxid: '0x1',
  mzxid: '0x1',
  pzxid: '0x1',
  ctime: 1_000,
  mtime: 2_000,
  version: 0,
  cversion: 0,
  aversion: 0,
  ephemeralOwner: '0x0',
  dataLength: 0,
  numChildren: 0,
}
const OPEN: ZnodeAcl['acl'] = [
  { scheme: 'world', id: 'anyone', permissions: ['read', 'write', 'create', 'delete', 'admin'] },
]

/** A session over these nodes by path; parents that are not named are there, and hold nothing. */
export function treeSession(nodes: Record<string, MadeNode>): TreeSession {
  const children = new Map<string, Set<string>>([['/', new Set()]])
  const all = new Map(Object.entries(nodes))
  for (const path of all.keys()) {
    for (let at = path; at !== '/'; ) {
      const cut = at.lastIndexOf('/')
      const above = cut === 0 ? '/' : at.slice(0, cut)
      children.set(above, (children.get(above) ?? new Set()).add(at.slice(cut + 1)))
      at = above
    }
  }
  let underWay = 0
  const answer = async <Value>(path: string, watch: boolean | undefined, value: (node: MadeNode) => Value) => {
    session.asked.push(path)
    if (watch === true) session.watches += 1
    underWay += 1
    session.most = Math.max(session.most, underWay)
    await new Promise((resolve) => setImmediate(resolve))
    underWay -= 1
    const node = all.get(path) ?? (children.has(path) ? {} : undefined)
    if (node === undefined || node.gone === true) throw new VivariumError({ code: 'not-found', message: 'gone' })
    return value(node)
  }
  const refuse = ({ fails }: MadeNode) => {
    if (fails !== undefined) throw new VivariumError({ code: fails, message: `${fails} it is` })
  }
  const statOf = (path: string, { data = null, stat }: MadeNode): ZnodeStat => ({
    ...STAT,
    dataLength: data === null ? 0 : Buffer.byteLength(data),
    numChildren: children.get(path)?.size ?? 0,
    ...stat,
  })
  const session: TreeSession = {
    most: 0,
    asked: [],
    watches: 0,
    get: (path, options) =>
      answer(path, options?.watch, (node) => {
        refuse(node)
        const { data = null } = node
        return { data: data === null ? null : Buffer.from(data), stat: statOf(path, node) }
      }),
    exists: (path, options) =>
      answer(path, options?.watch, (node) => {
        if (node.told !== true) refuse(node)
        return statOf(path, node)
      }).catch((error: VivariumError) => {
        if (error.code === 'not-found') return null
        throw error
      }),
    children: (path, options) =>
      answer(path, options?.watch, (node) => {
        refuse(node)
        return { names: [...(children.get(path) ?? [])], stat: statOf(path, node) }
      }),
    getAcl: (path) =>
      answer(path, false, (node) => {
        refuse(node)
        return { acl: node.acl ?? OPEN, stat: statOf(path, node) }
      }),
  }
  return session
}
