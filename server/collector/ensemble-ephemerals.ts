import { errorCode } from '@/lib/errors'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import type { HeldZnode } from '@/lib/rows/ensemble-session'
import { znodePaths } from '@/lib/znodes/paths'
import { znodeKind } from '@/lib/znodes/znode-kind'
import { type ReadableSession, readOptions } from '../znodes/readable-session'
import { subtree } from '../znodes/subtree'
import type { SessionDump } from '../zookeeper/words/dump'

/** Ephemeral znodes by the session that holds them (`0x…`), and what may be missing among them. */
export interface Ephemerals {
  held: Map<string, HeldZnode[]>
  /** Where they were looked for, in words. */
  from: string
  /** null: there are no others. */
  missing: string | null
}

/** Reads for old consumers, of which clusters of today have none. */
const MOST_CONSUMER_READS = 5_000
const WALK_PER_SECOND = 2_000
const MOST_WALKED = 60_000
/** Dates of znodes told by dump; each is one read. */
const MOST_DATED = 500

/** Where Kafka keeps its ephemeral znodes: brokers and controller are in the model, old consumers are read. */
export async function knownEphemerals(
  session: ReadableSession,
  model: ClusterModel,
  signal?: AbortSignal,
): Promise<Ephemerals> {
  const held = ephemeralsOf(model)
  const consumers = await readConsumers(session, held, signal)
  const unread =
    model.source.get('zookeeper')?.lastOkAt == null ? 'the brokers have not been read completely yet' : null
  return {
    held,
    from: '/brokers/ids, /controller and /consumers, where Kafka keeps its own',
    missing: unread ?? consumers ?? 'ephemeral znodes at other places were not looked for',
  }
}

/** What one server told of all sessions, dates read for the first of them; `chroot` is ours, null where there is none. */
export async function dumpedEphemerals(
  session: ReadableSession,
  dump: { held: SessionDump; from: string },
  chroot: string | null,
  signal?: AbortSignal,
): Promise<Ephemerals> {
  let dated = 0
  const held = new Map<string, HeldZnode[]>()
  for (const [sessionId, paths] of dump.held) {
    const nodes = await Promise.all(
      paths.map(async (absolute): Promise<HeldZnode> => {
        const path = withoutChroot(absolute, chroot)
        if (path === null) return { path: absolute, since: null, outside: true }
        dated += 1
        if (dated > MOST_DATED) return { path, since: null, outside: false }
        const stat = await session.exists(path, readOptions(signal ? { signal } : {})).catch(orNothing)
        return { path, since: stat?.ctime ?? null, outside: false }
      }),
    )
    held.set(sessionId, nodes)
  }
  return { held, from: dump.from, missing: null }
}

/** Every ephemeral znode below our root, found by walking the whole tree at a bounded pace. */
export async function walkedEphemerals(session: ReadableSession, signal?: AbortSignal): Promise<Ephemerals> {
  const held = new Map<string, HeldZnode[]>()
  const walk = subtree(session, '/', {
    nodesPerSecond: WALK_PER_SECOND,
    mostNodes: MOST_WALKED,
    ...(signal && { signal }),
  })
  let [walked, refused] = [0, 0]
  let next = await walk.next()
  for (; !next.done; next = await walk.next()) {
    const { path, stat, refusals } = next.value
    walked = next.value.walked
    if (refusals.some(({ code }) => code !== 'vanished')) refused += 1
    if (stat && znodeKind(stat.ephemeralOwner).kind === 'ephemeral') hold(held, stat.ephemeralOwner, path, stat.ctime)
  }
  const cut = next.value === 'limit' ? `the walk ended after ${walked} znodes, and there are more` : null
  const hidden = refused === 0 ? null : `${refused} znodes did not let themselves be read`
  return { held, from: `a walk over ${walked} znodes`, missing: cut ?? hidden }
}

/** The ephemeral znodes of brokers and controller as the model has them. */
function ephemeralsOf(model: ClusterModel): Map<string, HeldZnode[]> {
  const held = new Map<string, HeldZnode[]>()
  for (const { id, sessionId, registeredAt } of model.registration.values()) {
    hold(held, sessionId, znodePaths.brokerId(id), registeredAt)
  }
  const controller = model.controller.get(SINGLE)
  // A persistent one is a KRaft controller's, during a migration.
  if (controller && controller.sessionId !== '0x0') {
    hold(held, controller.sessionId, znodePaths.controller, controller.since)
  }
  return held
}

/** Adds `/consumers/G/ids/C` and `/consumers/G/owners/T/P`; answers why some are missing, or null. */
async function readConsumers(
  session: ReadableSession,
  held: Map<string, HeldZnode[]>,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  let reads = 0
  let cut = false
  const children = async (path: string): Promise<string[]> => {
    reads += 1
    if (reads > MOST_CONSUMER_READS) {
      cut = true
      return []
    }
    const listing = await session.children(path, readOptions(signal ? { signal } : {})).catch(orNothing)
    return listing?.names.map((name) => `${path}/${name}`) ?? []
  }
  const leaf = async (path: string) => {
    reads += 1
    if (reads > MOST_CONSUMER_READS) {
      cut = true
      return
    }
    const stat = await session.exists(path, readOptions(signal ? { signal } : {})).catch(orNothing)
    if (stat && znodeKind(stat.ephemeralOwner).kind === 'ephemeral') hold(held, stat.ephemeralOwner, path, stat.ctime)
  }
  for (const group of await children('/consumers')) {
    const [members, topics] = await Promise.all([children(`${group}/ids`), children(`${group}/owners`)])
    const owners = await Promise.all(topics.map(children))
    await Promise.all([...members, ...owners.flat()].map(leaf))
    if (cut) return `of old consumers only the first ${MOST_CONSUMER_READS} znodes were read`
  }
  return null
}

function hold(held: Map<string, HeldZnode[]>, sessionId: string, path: string, since: number): void {
  const nodes = held.get(sessionId) ?? []
  nodes.push({ path, since, outside: false })
  held.set(sessionId, nodes)
}

/** What is not there, or hidden from us, is nothing; all else is a failure. */
function orNothing(error: unknown): null {
  const code = errorCode(error)
  if (code === 'not-found' || code === 'forbidden') return null
  throw error
}

function withoutChroot(path: string, chroot: string | null): string | null {
  if (chroot === null) return path
  if (path === chroot) return '/'
  return path.startsWith(`${chroot}/`) ? path.slice(chroot.length) : null
}
