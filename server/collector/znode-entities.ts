import { errorMessage } from '@/lib/errors'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { partitionKey } from '@/lib/model/partition'
import type { Patch, PutPatch, RemovePatch } from '@/lib/model/patch'
import { parseBrokerRegistration } from '@/lib/znodes/broker-registration'
import { parseController } from '@/lib/znodes/controller'
import { parseElectionRequest } from '@/lib/znodes/election-request'
import { parseLogDirectoryNotice } from '@/lib/znodes/log-directory-notice'
import { parsePartitionState } from '@/lib/znodes/partition-state'
import { znodePaths } from '@/lib/znodes/paths'
import { parseTopicAssignment } from '@/lib/znodes/topic-assignment'
import type { ZnodeReader } from './znode-reader'

const SOURCE = 'zookeeper'
/** An announcement found gone this soon after another was read is taken for the same one. */
const NOTICE_GONE_MS = 10_000

/** Reads whole entities from znodes and says what they are now as patches; a malformed node keeps its last good entity. */
export class ZnodeEntities {
  private readonly reader: ZnodeReader
  private readonly model: () => ClusterModel
  private readonly malformed: (message: string) => void

  constructor(reader: ZnodeReader, model: () => ClusterModel, malformed: (message: string) => void) {
    this.reader = reader
    this.model = model
    this.malformed = malformed
  }

  async broker(id: number, seenLate: boolean): Promise<Patch[]> {
    const key = String(id)
    const before = this.model().registration.get(key)
    const znode = await this.reader.read(znodePaths.brokerId(id))
    if (znode)
      return [
        ...this.parsed(() => put('registration', key, parseBrokerRegistration(id, znode))),
        remove('departure', key),
      ]
    if (!before) return []
    const { host, port, rack, sessionId } = before
    return [
      remove('registration', key),
      put('departure', key, { id, host, port, rack, leftAt: Date.now(), seenLate, sessionId }),
    ]
  }

  async brokers(seenLate: boolean): Promise<Patch[]> {
    const ids = (await this.reader.children(znodePaths.brokerIds)).map(Number).filter(Number.isSafeInteger)
    const known = [...this.model().registration.keys()].map(Number)
    return concat([...new Set([...ids, ...known])].map((id) => this.broker(id, seenLate)))
  }

  async controller(): Promise<Patch[]> {
    const [controller, epoch] = await Promise.all([
      this.reader.read(znodePaths.controller),
      this.reader.read(znodePaths.controllerEpoch),
    ])
    if (!controller) return [remove('controller', SINGLE)]
    return this.parsed(() => put('controller', SINGLE, parseController(controller, epoch)))
  }

  /** Assignment and states of one topic; removals when it is gone. */
  async topic(name: string): Promise<Patch[]> {
    const znode = await this.reader.read(znodePaths.topic(name))
    const before = this.model().assignment.get(name)
    if (!znode) {
      const states =
        before?.partitions.map(({ partition }) => remove('partitionState', partitionKey(name, partition))) ?? []
      return [remove('assignment', name), ...states]
    }
    const patches = this.parsed(() => put('assignment', name, parseTopicAssignment(name, znode)))
    const assignment = patches[0]?.kind === 'assignment' && patches[0].op === 'put' ? patches[0].value : null
    const states = await concat((assignment?.partitions ?? []).map(({ partition }) => this.state(name, partition)))
    return [...patches, ...states]
  }

  /** Every topic, or only those that came or went since the model last knew. */
  async topics(which: 'all' | 'changed'): Promise<Patch[]> {
    const names = new Set(await this.reader.children(znodePaths.topics))
    const known = this.model().assignment
    const union = [...new Set([...names, ...known.keys()])]
    const wanted = which === 'all' ? union : union.filter((name) => names.has(name) !== known.has(name))
    return concat(wanted.map((name) => this.topic(name)))
  }

  async state(topic: string, partition: number): Promise<Patch[]> {
    const key = partitionKey(topic, partition)
    const znode = await this.reader.read(znodePaths.state(topic, partition))
    if (!znode) return [remove('partitionState', key)]
    return this.parsed(() => put('partitionState', key, parsePartitionState(topic, partition, znode)))
  }

  async deletion(name: string): Promise<Patch[]> {
    const znode = await this.reader.read(znodePaths.deleteTopic(name))
    return [znode ? put('deletion', name, { name, requestedAt: znode.stat.ctime }) : remove('deletion', name)]
  }

  async deletions(): Promise<Patch[]> {
    const names = await this.reader.children(znodePaths.deleteTopics)
    return concat([...new Set([...names, ...this.model().deletion.keys()])].map((name) => this.deletion(name)))
  }

  /** The request to elect preferred leaders; it is remembered when the controller has taken it away. */
  async electionRequest(): Promise<Patch[]> {
    const znode = await this.reader.read(znodePaths.preferredElection)
    if (znode) return this.parsed(() => put('electionRequest', SINGLE, parseElectionRequest(znode)))
    const last = this.model().electionRequest.get(SINGLE)
    return last?.endedAt === null ? [put('electionRequest', SINGLE, { ...last, endedAt: Date.now() })] : []
  }

  /** Announcements of failed log directories that stand now. */
  async logDirectoryNotices(): Promise<Patch[]> {
    const names = await this.reader.children(znodePaths.logDirEvents)
    return concat(names.map((name) => this.logDirectoryNotice(name)))
  }

  /** One announcement; it is mostly gone when it is read, and then all we know is that there was one. */
  async logDirectoryNotice(name: string): Promise<Patch[]> {
    const znode = await this.reader.read(znodePaths.logDirEvent(name))
    if (znode) {
      return this.parsed(() => {
        const notice = parseLogDirectoryNotice(znode)
        return put('logDirectoryNotice', String(notice.broker), notice)
      })
    }
    const now = Date.now()
    const known = [...this.model().logDirectoryNotice.values()].some(({ at }) => now - at < NOTICE_GONE_MS)
    return known ? [] : [put('logDirectoryNotice', 'unread', { broker: null, at: now })]
  }

  private parsed<P extends Patch>(make: () => P): P[] {
    try {
      return [make()]
    } catch (error) {
      this.malformed(errorMessage(error))
      return []
    }
  }
}

function put<K extends PutPatch['kind']>(
  kind: K,
  key: string,
  value: Extract<PutPatch, { kind: K }>['value'],
): Extract<PutPatch, { kind: K }> {
  // Kind and value are tied by K; the compiler cannot build a member of the union from a generic.
  return { op: 'put', kind, key, value, source: SOURCE, at: Date.now() } as unknown as Extract<PutPatch, { kind: K }>
}

function remove(kind: RemovePatch['kind'], key: string): RemovePatch {
  return { op: 'remove', kind, key, source: SOURCE, at: Date.now() }
}

async function concat(readings: Promise<Patch[]>[]): Promise<Patch[]> {
  return (await Promise.all(readings)).flat()
}
