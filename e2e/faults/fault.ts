import { paths } from '@/lib/paths'
import { createTopics, deleteTopics } from '../cluster/kafka-admin'
import { type BadDay, DOOMED, PAIR } from './bad-day'

/** A page and what it says, in its text as a person reads it. */
export interface Said {
  path: string
  text: RegExp
}

/** One thing that breaks, what must be seen while it is broken, and how it is repaired. */
export interface Fault {
  name: string
  /** Pages that are opened before, and what they say then. */
  before: (day: BadDay) => Said[]
  strike: (day: BadDay) => Promise<void>
  /** Pages open since before the fault, never reloaded. */
  shown: (day: BadDay) => Said[]
  repair: (day: BadDay) => Promise<void>
  /** The same pages after the repair, where they do not say what they said before. */
  healed?: (day: BadDay) => Said[]
}

const CLUSTER = 'default'

/** Each happens on a cluster that has healed from the one before. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'a broker is killed that alone leads a partition and alone keeps a group',
    before: ({ groups }) => [
      { path: paths.brokers(CLUSTER), text: /All 3 brokers up/ },
      { path: paths.topic(CLUSTER, PAIR), text: /All 2 partitions of pair/ },
      { path: paths.group(CLUSTER, groups.onOne), text: /and 5 records wait/ },
      { path: paths.group(CLUSTER, groups.onTwo), text: /and 5 records wait/ },
    ],
    strike: ({ cluster }) => cluster.broker(2).kill(),
    shown: ({ groups }) => [
      { path: paths.brokers(CLUSTER), text: /Broker 2 (is )?(gone|missing)|2 of 3 brokers up/ },
      { path: paths.topic(CLUSTER, PAIR), text: /1 of 2 partitions of pair is offline/ },
      { path: paths.group(CLUSTER, groups.onOne), text: /at least 5 records wait[\s\S]*1 of 12 partitions unknown/ },
      {
        path: paths.group(CLUSTER, groups.onTwo),
        text: /__consumer_offsets-\d+, which keeps this group, has no leader/,
      },
    ],
    repair: ({ cluster }) => cluster.broker(2).start(),
  },
  {
    name: 'a broker is frozen',
    before: () => [{ path: paths.brokers(CLUSTER), text: /All 3 brokers up/ }],
    strike: async ({ cluster }) => cluster.broker(3).freeze(),
    shown: () => [
      {
        path: paths.brokers(CLUSTER),
        text: /Broker 3 (does not answer|is not answering|not answering|gone|is gone|missing)/i,
      },
    ],
    repair: async ({ cluster }) => cluster.broker(3).thaw(),
  },
  {
    name: 'one ZooKeeper of three is killed',
    before: () => [{ path: paths.ensemble(CLUSTER), text: /3 of 3 up/ }],
    strike: async ({ cluster }) => {
      await cluster.zookeepers[0]?.kill()
    },
    shown: () => [{ path: paths.ensemble(CLUSTER), text: /2 of 3 up/ }],
    repair: async ({ cluster }) => {
      await cluster.zookeepers[0]?.start()
    },
  },
  {
    name: 'a topic is deleted while its page is open, and made anew',
    before: () => [{ path: paths.topic(CLUSTER, DOOMED), text: /All 2 partitions of doomed/ }],
    strike: ({ cluster }) => deleteTopics(cluster, [DOOMED]),
    shown: () => [{ path: paths.topic(CLUSTER, DOOMED), text: /doomed was deleted/ }],
    repair: ({ cluster }) => createTopics(cluster, [{ name: DOOMED, partitions: 3, replicationFactor: 2 }]),
    healed: () => [{ path: paths.topic(CLUSTER, DOOMED), text: /All 3 partitions of doomed/ }],
  },
]
