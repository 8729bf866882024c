import type { EventKind } from '@/lib/events/event'
import type { EventSubject } from './event-subject'

/** What the kinds of events are filtered by, in the order of the chips. */
export const EVENT_GROUPS = [
  'brokers',
  'controller',
  'leaders',
  'isr',
  'topics',
  'configs',
  'reassignments',
  'groups',
  'ensemble',
  'alarms',
  'recording',
] as const

export type EventGroup = (typeof EVENT_GROUPS)[number]

export const GROUP_WORD: Record<EventGroup, string> = {
  brokers: 'Brokers',
  controller: 'Controller',
  leaders: 'Leaders',
  isr: 'ISR',
  topics: 'Topics',
  configs: 'Configuration',
  reassignments: 'Reassignments',
  groups: 'Groups',
  ensemble: 'Ensemble',
  alarms: 'Hand edits',
  recording: 'Recording',
}

export const GROUP_OF: Record<EventKind, EventGroup> = {
  'broker-joined': 'brokers',
  'broker-left': 'brokers',
  'broker-bounced': 'brokers',
  'broker-not-answering': 'brokers',
  'problem-closed': 'brokers',
  'controller-elected': 'controller',
  'controller-lost': 'controller',
  'leader-changed': 'leaders',
  'leader-lost': 'leaders',
  'isr-shrank': 'isr',
  'isr-expanded': 'isr',
  'topic-created': 'topics',
  'topic-deleted': 'topics',
  'partitions-added': 'topics',
  'config-changed': 'configs',
  'reassignment-started': 'reassignments',
  'reassignment-completed': 'reassignments',
  'group-state-changed': 'groups',
  'group-rebalanced': 'groups',
  'coordinator-moved': 'groups',
  'ensemble-changed': 'ensemble',
  'znode-rewritten': 'alarms',
  'changes-merged': 'leaders',
  'recorder-gap': 'recording',
}

export type SubjectKind = EventSubject['kind']

/** The kinds of subjects, in the order of the chips. */
export const SUBJECT_WORD: Record<SubjectKind, string> = {
  broker: 'Broker',
  controller: 'Controller',
  topic: 'Topic',
  partition: 'Partition',
  group: 'Group',
  server: 'ZooKeeper server',
  other: 'Cluster',
}

/** What an event is, without whom it is about: the first column of the log. */
export const KIND_WORD: Record<EventKind, string> = {
  'broker-joined': 'Broker joined',
  'broker-left': 'Broker left',
  'broker-bounced': 'Broker restarted',
  'broker-not-answering': 'Broker not answering',
  'problem-closed': 'Problem over',
  'controller-elected': 'Controller elected',
  'controller-lost': 'Controller lost',
  'leader-changed': 'Leader changed',
  'leader-lost': 'Leader lost',
  'isr-shrank': 'ISR shrank',
  'isr-expanded': 'ISR grew',
  'topic-created': 'Topic created',
  'topic-deleted': 'Topic deleted',
  'partitions-added': 'Partitions added',
  'config-changed': 'Configuration changed',
  'reassignment-started': 'Reassignment started',
  'reassignment-completed': 'Reassignment completed',
  'group-state-changed': 'Group state changed',
  'group-rebalanced': 'Group rebalanced',
  'coordinator-moved': 'Coordinator moved',
  'ensemble-changed': 'Ensemble changed',
  'znode-rewritten': 'Znode rewritten',
  'changes-merged': 'Changes merged',
  'recorder-gap': 'Not recorded',
}
