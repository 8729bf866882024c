import { errorMessage, VivariumError } from '@/lib/errors'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import type { GroupDescription, GroupListing } from '@/lib/model/consumer-group'
import type { Patch } from '@/lib/model/patch'
import { coordinatorPartition } from '@/lib/records/coordinator-partition'
import type { KafkaClient } from '../kafka/client'
import { isDenied } from '../kafka/item-error'
import type { BrokerGroups } from '../kafka/requests/list-groups'
import type { LiveModel } from '../model/cluster-model'
import { type DescribedGroup, type GroupAnswer, groupAnswers } from './group-answers'
import { type GroupCoordinators, groupCoordinators, noCoordinator } from './group-coordinators'
import { groupCoverage } from './group-coverage'
import { itemReason } from './item-reason'

const SOURCE = 'groups'
type GroupReader = Pick<KafkaClient, 'brokers' | 'listGroups' | 'describeGroups' | 'describeConsumerGroups'>

/** One round over all brokers; each broker's part is written when it is in, whatever the others do. */
interface Round {
  signal: AbortSignal
  before: ClusterModel
  coordinators: GroupCoordinators
  /** Groups somebody answered for. */
  settled: Set<string>
  /** Why a group could not be read where it was asked for. */
  reasons: Map<string, string>
}

/**
 * Consumer groups, as each broker lists and describes those it coordinates. A group whose coordinator cannot be asked
 * stays as it was last seen, with the reason; it goes when its coordinator neither lists it nor knows it when asked.
 */
export class GroupCollector {
  private readonly kafka: GroupReader
  private readonly model: LiveModel
  private readonly onFound: () => void
  /** Partitions of the offsets topic whose groups were listed completely once: what appears there later is new. */
  private readonly covered = new Set<number>()
  private complete = false

  /** `onFound` hears of groups that were not known. */
  constructor(kafka: GroupReader, model: LiveModel, onFound: () => void) {
    this.kafka = kafka
    this.model = model
    this.onFound = onFound
  }

  /** Rejects only when no broker at all could be asked: `forbidden` when none may be, else `unreachable`. */
  async read(signal: AbortSignal): Promise<void> {
    const before = this.model.current
    const coordinators = groupCoordinators(before)
    const round: Round = { signal, before, coordinators, settled: new Set(), reasons: new Map() }
    const brokers = this.kafka.brokers().map(({ id }) => id)
    const failures = new Map<number, string>()
    let denied = 0
    const listed = await Promise.all(
      brokers.map(async (broker) => {
        try {
          const groups = await this.kafka.listGroups(broker, { signal })
          if (groups.error) failures.set(broker, itemReason(groups.error, 'list groups'))
          if (groups.error && isDenied(groups.error)) denied += 1
          await this.readBroker(broker, groups, round)
          return groups
        } catch (error) {
          signal.throwIfAborted()
          failures.set(broker, errorMessage(error))
          return null
        }
      }),
    )
    const at = Date.now()
    const coverage = groupCoverage(coordinators.leaders, new Set(brokers), failures)
    this.model.write([
      ...unsettled(round, failures, at),
      ...orphans(this.model.current, at),
      { op: 'put', kind: 'groupCoverage', key: SINGLE, value: coverage, source: SOURCE, at },
    ])
    const gaps = new Set(coverage.gaps.flatMap(({ partitions }) => partitions))
    for (const partition of (coordinators.leaders ?? []).keys()) if (!gaps.has(partition)) this.covered.add(partition)
    if (coverage.gaps.length === 0) this.complete = true
    const [first] = failures.values()
    if (first !== undefined && listed.every((one) => one === null || (one.error && one.groups.length === 0)))
      throw new VivariumError({ code: denied === brokers.length ? 'forbidden' : 'unreachable', message: first })
  }

  /** Describes what a broker listed, and what it should have listed: only its "no such group" makes a group gone. */
  private async readBroker(broker: number, { groups }: BrokerGroups, round: Round): Promise<void> {
    const { before, coordinators, settled, reasons, signal } = round
    const listed = new Map(groups.map((group) => [group.id, group]))
    const missing = [...before.groupListing.values()].filter(
      (group) => !listed.has(group.id) && coordinators.of(group) === broker,
    )
    const answers = await groupAnswers(this.kafka, broker, [...groups, ...missing], signal)
    const at = Date.now()
    const patches: Patch[] = []
    let found = false
    for (const { id, protocolType, type, state } of [...groups, ...missing]) {
      const answer: GroupAnswer = answers.get(id) ?? { kind: 'none' }
      if (answer.kind === 'elsewhere') {
        reasons.set(id, `broker ${broker} is not its coordinator any more (NOT_COORDINATOR)`)
        continue
      }
      if (!listed.has(id) && answer.kind === 'refusal') {
        reasons.set(id, answer.reason)
        continue
      }
      settled.add(id)
      if (!listed.has(id) && answer.kind === 'none') {
        patches.push(...removal(id, at))
        continue
      }
      const known = before.groupListing.get(id)
      if (!known) found = true
      const described = answer.kind === 'description' ? answer.group : null
      // A group that is there although its broker does not list groups now: its description knows its state.
      const seen = listed.has(id) ? state : (described?.state ?? state)
      // What was there when we first looked did not appear then.
      const firstSeenAt = !known && this.covers(id, coordinators) ? at : null
      const stateSince = !known ? firstSeenAt : known.state === seen ? known.stateSince : at
      const listing: GroupListing = { id, protocolType, type, state: seen, coordinator: broker, stateSince }
      patches.push({ op: 'put', kind: 'groupListing', key: id, value: listing, source: SOURCE, at })
      const last = before.groupDescription.get(id)
      if (described) patches.push(descriptionPut(dated(described, last, firstSeenAt, at), at))
      else if (answer.kind === 'refusal') patches.push(descriptionPut(failed(listing, last, answer.reason), at))
    }
    this.model.write(patches)
    if (found) this.onFound()
  }

  private covers(id: string, { leaders }: GroupCoordinators): boolean {
    return this.complete || (leaders !== null && this.covered.has(coordinatorPartition(id, leaders.length)))
  }
}

/** Known groups nobody answered for: they stay, and say why they are old. */
function unsettled(
  { before, coordinators, settled, reasons }: Round,
  failures: Map<number, string>,
  at: number,
): Patch[] {
  const patches: Patch[] = []
  for (const listing of before.groupListing.values()) {
    const { id } = listing
    const last = before.groupDescription.get(id)
    if (settled.has(id) || !(last || isDescribable(listing))) continue
    const coordinator = coordinators.of(listing)
    const reason =
      reasons.get(id) ??
      (coordinator === null
        ? noCoordinator(id, coordinators.leaders?.length ?? 0)
        : (failures.get(coordinator) ?? `its coordinator, broker ${coordinator}, is not in the cluster`))
    patches.push(descriptionPut(failed(listing, last, reason), at))
  }
  return patches
}

function isDescribable({ type }: GroupListing): boolean {
  return type === null || type === 'classic' || type === 'consumer'
}

/** The last good description, or none, with the reason why it is not today's. */
function failed(listing: GroupListing, last: GroupDescription | undefined, error: string): GroupDescription {
  if (last) return { ...last, error }
  const type = listing.type === 'consumer' ? 'consumer' : 'classic'
  const unknown = { state: null, protocol: null, groupEpoch: null, assignmentEpoch: null, members: null }
  return { id: listing.id, type, ...unknown, error }
}

/** Dates the members by our own eyes: those of a first look have no date, unless the group itself is new. */
function dated(
  group: DescribedGroup,
  last: GroupDescription | undefined,
  firstSeenAt: number | null,
  at: number,
): GroupDescription {
  const before = last?.members ? new Map(last.members.map(({ memberId, since }) => [memberId, since])) : null
  const since = (memberId: string) => (before === null ? firstSeenAt : before.has(memberId) ? before.get(memberId) : at)
  const members = group.members.map((member) => ({ ...member, since: since(member.memberId) ?? null }))
  return { ...group, members, error: null }
}

function descriptionPut(value: GroupDescription, at: number): Patch {
  return { op: 'put', kind: 'groupDescription', key: value.id, value, source: SOURCE, at }
}

function removal(key: string, at: number): Patch[] {
  const kinds = ['groupListing', 'groupDescription', 'groupOffsets'] as const
  return kinds.map((kind) => ({ op: 'remove', kind, key, source: SOURCE, at }))
}

/** Offsets that came in while their group was found gone. */
function orphans({ groupListing, groupOffsets }: ClusterModel, at: number): Patch[] {
  const keys = [...groupOffsets.keys()].filter((key) => !groupListing.has(key))
  return keys.map((key) => ({ op: 'remove', kind: 'groupOffsets', key, source: SOURCE, at }))
}
