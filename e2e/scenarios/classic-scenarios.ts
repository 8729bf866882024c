import { setTimeout as delay } from 'node:timers/promises'
import { coordinatorPartition, OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import { deleteGroup, deleteTopics, growTopic, leadersOf, untilLeadersAnswer } from '../cluster/kafka-admin'
import type { ScriptedConsumer } from '../cluster/scripted-consumers'
import { until } from '../cluster/until'
import type { GroupScript } from './group-script'
import { kafkajsMember } from './kafkajs-member'
import { PARTITIONS, type Scenario } from './scenario'

const ALL = PARTITIONS

/** Time for a commit, which is what a member's last sign of life is told from. */
const COMMIT_MS = 1_000

/** What happens to classic groups, by the name of the group; the topics are its own, `<group>` and `<group>.more`. */
export const CLASSIC_SCENARIOS: Record<string, Scenario> = {
  'come-and-go': {
    async run(script) {
      const { group } = script
      const first = await script.joins('a', group, ALL)
      const second = await script.joins('b', group, ALL)
      await script.leaves(second, ALL)
      await script.step([[{ kind: 'leader-rejoined', member: first }]], async () => {
        first.tell('enforce')
        await script.settled(ALL)
      })
      await script.leaves(first, 0)
    },
  },
  killed: {
    async run(script) {
      await script.joins('a', script.group, ALL)
      const second = await script.joins('b', script.group, ALL)
      await isKilled(script, second)
    },
  },
  'killed-uncommitted': {
    settings: { 'enable.auto.commit': 'false' },
    async run(script) {
      await script.joins('a', script.group, ALL)
      const second = await script.joins('b', script.group, ALL)
      await isKilled(script, second, false)
    },
  },
  frozen: {
    async run(script) {
      await script.joins('a', script.group, ALL)
      const second = await script.joins('b', script.group, ALL)
      await delay(COMMIT_MS)
      await script.step([[{ kind: 'session-timeout', member: second }]], async () => {
        script.live.delete(second)
        second.freeze()
        await script.settled(ALL)
      })
      await script.step([[{ kind: 'joined', alsoRight: ['restarted'], member: second }]], async () => {
        script.live.add(second)
        second.thaw()
        await script.settled(ALL)
      })
    },
  },
  'not-polling': {
    settings: { 'max.poll.interval.ms': '12000' },
    async run(script) {
      await script.joins('a', script.group, ALL)
      const second = await script.joins('b', script.group, ALL)
      await delay(COMMIT_MS)
      await script.step([[{ kind: 'max-poll', member: second }]], async () => {
        script.live.delete(second)
        second.tell('poll off')
        await script.settled(ALL)
      })
      await script.step([[{ kind: 'joined', alsoRight: ['restarted'], member: second }]], async () => {
        script.live.add(second)
        second.tell('poll on')
        await script.settled(ALL)
      })
    },
  },
  restarted: {
    async run(script) {
      const { group, live } = script
      await script.joins('a', group, ALL)
      const second = await script.joins('b', group, ALL)
      const again = await script.consumer('b')
      // Its end is no second cause: the two make one restart.
      await script.step([[{ kind: 'restarted', member: again, sameAs: second }]], async () => {
        live.delete(second)
        await second.kill()
        live.add(again)
        again.tell(`subscribe ${group}`)
        await script.settled(ALL)
      })
      await script.leaves(again, ALL)
      await script.joins('b', group, ALL, { alsoRight: ['restarted'] })
    },
  },
  static: {
    settings: { 'session.timeout.ms': '15000' },
    async run(script) {
      const { group, live } = script
      await script.joins('a', group, ALL, { settings: { 'group.instance.id': 'one' } })
      const second = await script.joins('b', group, ALL, { settings: { 'group.instance.id': 'two' } })
      // Started before the other one ends, so that it is back within the session.
      const again = await script.consumer('b', { 'group.instance.id': 'two' })
      const asMeant = await script.step([], async () => {
        live.delete(second)
        await second.close()
        live.add(again)
        again.tell(`subscribe ${group}`)
        await script.settled(ALL, false)
      })
      if (asMeant) script.truth.replacements += 1
      await isKilled(script, again)
    },
  },
  cooperative: {
    settings: { 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor' },
    async run(script) {
      await script.joins('a', script.group, ALL)
      const followUp = [{ kind: 'cooperative-follow-up', member: null }] as const
      const second = await script.joins('b', script.group, ALL, { followed: [followUp] })
      await script.leaves(second, ALL)
    },
  },
  'subscription-changed': {
    async run(script) {
      const { group } = script
      const only = await script.joins('a', group, ALL)
      await script.step([[{ kind: 'subscription-changed', member: only }]], async () => {
        only.tell(`subscribe ${group},${group}.more`)
        await script.settled(2 * ALL)
      })
    },
  },
  growth: {
    async run(script) {
      const { group } = script
      await script.joins('a', group, ALL)
      await script.joins('b', group, ALL)
      await script.step([[{ kind: 'partitions-changed', member: null }]], async () => {
        await growTopic(script.cluster, group, ALL + 2)
        await script.settled(ALL + 2)
      })
    },
  },
  'topic-deleted': {
    async run(script) {
      const { cluster, group } = script
      const only = await script.joins('a', `${group},${group}.more`, 2 * ALL)
      // Its consumers go on to believe in the topic: a deletion alone rebalances nobody who subscribed to its name.
      await script.step([], async () => {
        await deleteTopics(cluster, [`${group}.more`])
        await delay(5_000)
      })
      await script.leaves(only, 0)
    },
  },
  'reset-and-deleted': {
    async run(script) {
      const { cluster, group } = script
      const first = await script.joins('a', group, ALL)
      await script.leaves(first, 0)
      await script.step([], async () => {
        for (const where of ['--to-earliest', '--to-latest']) {
          const scope = ['--group', group, '--topic', group]
          await cluster.cli.run('consumer-groups', ['--reset-offsets', '--execute', where, ...scope])
        }
      })
      const second = await script.joins('b', group, ALL)
      await script.leaves(second, 0)
      await script.step([], () => deleteGroup(cluster, group))
      await script.joins('c', group, ALL)
    },
  },
  kafkajs: {
    async run(script) {
      const { cluster, group, live } = script
      await untilLeadersAnswer(cluster, group)
      const [first, second] = [kafkajsMember(cluster, group, 'a'), kafkajsMember(cluster, group, 'b')]
      for (const member of [first, second]) {
        await script.step([[{ kind: 'joined', member }]], async () => {
          await member.join(group)
          live.add(member)
          await script.settled(ALL)
        })
      }
      for (const member of [second, first]) {
        await script.step([[{ kind: 'left', member }]], async () => {
          live.delete(member)
          await member.close()
          await script.settled(live.size === 0 ? 0 : ALL)
        })
      }
    },
  },
}

/** The group whose coordinator dies: others share that broker, so it comes last. */
export const COORDINATOR_KILLED: Record<string, Scenario> = {
  'coordinator-killed': {
    last: true,
    async run(script) {
      const { cluster, group } = script
      const first = await script.joins('a', group, ALL)
      const second = await script.joins('b', group, ALL)
      await script.step([], async () => {
        const leaders = await leadersOf(cluster, OFFSETS_TOPIC)
        const coordinator = leaders.get(coordinatorPartition(group, leaders.size)) ?? -1
        await cluster.broker(coordinator).kill()
        const commits = () => first.words.filter(({ event }) => event === 'committed').length
        first.tell('commit')
        await until('a commit at the new coordinator', () => commits() > 0, 40_000)
        await script.settled(ALL, false)
      })
      await script.leaves(second, ALL)
    },
  },
}

/** SIGKILL, as the one thing that happens. */
async function isKilled(script: GroupScript, consumer: ScriptedConsumer, evident = true): Promise<void> {
  await delay(COMMIT_MS)
  await script.step([[{ kind: 'session-timeout', member: consumer, evident }]], async () => {
    script.live.delete(consumer)
    await consumer.kill()
    await script.settled(ALL)
  })
}
