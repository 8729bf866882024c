import { CLASSIC_SCENARIOS } from './classic-scenarios'
import { PARTITIONS, type Scenario } from './scenario'

const PROTOCOL = { 'group.protocol': 'consumer' }

/** The broker's settings of groups of KIP-848, as quick as those of the classic consumers. */
export const QUICK_CONSUMER_GROUPS = {
  'group.consumer.session.timeout.ms': '8000',
  'group.consumer.min.session.timeout.ms': '6000',
  'group.consumer.heartbeat.interval.ms': '1000',
  'group.consumer.min.heartbeat.interval.ms': '1000',
}

/** What happens to groups of KIP-848, by the name of the group: mostly what happens to classic groups. */
export const CONSUMER_PROTOCOL_SCENARIOS: Record<string, Scenario> = {
  'new-come-and-go': {
    settings: PROTOCOL,
    async run(script) {
      const first = await script.joins('a', script.group, PARTITIONS)
      const second = await script.joins('b', script.group, PARTITIONS)
      await script.leaves(second, PARTITIONS)
      await script.leaves(first, 0)
    },
  },
  ...Object.fromEntries(
    ['killed', 'killed-uncommitted', 'frozen', 'not-polling', 'static', 'subscription-changed', 'growth'].flatMap(
      (name) => {
        const classic = CLASSIC_SCENARIOS[name]
        if (!classic) return []
        const { 'session.timeout.ms': _, ...settings } = classic.settings ?? {}
        return [[`new-${name}`, { ...classic, settings: { ...settings, ...PROTOCOL } }]]
      },
    ),
  ),
}
