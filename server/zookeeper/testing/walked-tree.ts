import { isDeepStrictEqual } from 'node:util'
import { maskZnode } from '@/lib/znodes/mask'
import { meaningOf } from '@/lib/znodes/meaning-of'
import type { ZnodeStat, ZooKeeperSession } from '../session'

/** A znode as the session read it. */
export interface WalkedZnode {
  path: string
  text: string | null
  stat: ZnodeStat
  children: string[]
}

/** A tree as ZooKeeper's own shell prints it: `null` for no data, times without milliseconds. */
interface ShellTree {
  paths: string[]
  nodes: Map<string, { data: string; stat: Record<string, string> }>
}

/** Every znode below `root`, which is among them. */
export async function walk(session: ZooKeeperSession, root = '/'): Promise<WalkedZnode[]> {
  const paths = await session.listTree(root, { cap: 5_000 })
  return Promise.all(
    paths.map(async (path) => {
      const [{ data, stat }, { names }] = await Promise.all([session.get(path), session.children(path)])
      return { path, text: data === null ? null : data.toString(), stat, children: names }
    }),
  )
}

/** The znodes whose data, stat or children are not as the shell prints them, with both views. */
export function misread(nodes: readonly WalkedZnode[], shell: ShellTree): unknown[] {
  return nodes.flatMap(({ path, text, stat, children }) => {
    const below = shell.paths.filter((one) => one !== '/' && (one.slice(0, one.lastIndexOf('/')) || '/') === path)
    const names = below.map((one) => one.slice(one.lastIndexOf('/') + 1))
    const ours = { data: text ?? 'null', stat: shellStat(stat), children: new Set(children) }
    const printed = shell.nodes.get(path)
    const theirs = { data: printed?.data, stat: withoutZones(printed?.stat), children: new Set(names) }
    return isDeepStrictEqual(ours, theirs) ? [] : [{ path, ours, theirs }]
  })
}

/** The znodes that are not explained, or not in plain words. */
export function notUnderstood(nodes: readonly WalkedZnode[]): unknown[] {
  return nodes.flatMap(({ path, text, stat }) => {
    const { family, fault, sentence, fields } = meaningOf({ path, text: maskZnode({ path, text }).text, stat })
    const words = [sentence, ...fields.flatMap(({ name, value, words }) => [name, value, words ?? ''])].join('\n')
    const wrong = family === 'unknown' || fault !== null || /undefined|null|NaN|unknown time/.test(words)
    return wrong ? [{ path, text, family, fault, words }] : []
  })
}

/** A time as the shell prints it, without the zone. */
function shellTime(at: number): string {
  const [day, month, date, year, time] = new Date(at).toString().split(' ')
  return `${day} ${month} ${date} ${time} ${year}`
}

/** The stat as the shell prints it. */
function shellStat(stat: ZnodeStat): Record<string, string> {
  return {
    cZxid: stat.czxid,
    ctime: shellTime(stat.ctime),
    mZxid: stat.mzxid,
    mtime: shellTime(stat.mtime),
    pZxid: stat.pzxid,
    cversion: String(stat.cversion),
    dataVersion: String(stat.version),
    aclVersion: String(stat.aversion),
    ephemeralOwner: stat.ephemeralOwner,
    dataLength: String(stat.dataLength),
    numChildren: String(stat.numChildren),
  }
}

/** What the shell prints of a stat, its two times without their zone. */
function withoutZones(stat: Record<string, string> = {}): Record<string, string> {
  const entries = Object.entries(stat).map(([name, value]): [string, string] => {
    return [name, name.endsWith('time') ? value.replace(/ \S+( \d+)$/, '$1') : value]
  })
  return Object.fromEntries(entries)
}
