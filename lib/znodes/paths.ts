/** Paths of the znodes Kafka writes, relative to the chroot (Kafka's ZkData). */
export const znodePaths = {
  brokerIds: '/brokers/ids',
  brokerId: (id: number) => `/brokers/ids/${id}`,
  topics: '/brokers/topics',
  topic: (name: string) => `/brokers/topics/${name}`,
  partitions: (name: string) => `/brokers/topics/${name}/partitions`,
  partition: (topic: string, partition: number) => `/brokers/topics/${topic}/partitions/${partition}`,
  state: (topic: string, partition: number) => `/brokers/topics/${topic}/partitions/${partition}/state`,
  controller: '/controller',
  controllerEpoch: '/controller_epoch',
  deleteTopics: '/admin/delete_topics',
  deleteTopic: (name: string) => `/admin/delete_topics/${name}`,
  configChanges: '/config/changes',
  topicConfigs: '/config/topics',
  topicConfig: (name: string) => `/config/topics/${name}`,
  consumers: '/consumers',
  consumerGroup: (group: string) => `/consumers/${group}`,
  consumerIds: (group: string) => `/consumers/${group}/ids`,
  consumerOwners: (group: string) => `/consumers/${group}/owners`,
  consumerOffsets: (group: string) => `/consumers/${group}/offsets`,
  consumerTopic: (group: string, topic: string) => `/consumers/${group}/offsets/${topic}`,
  preferredElection: '/admin/preferred_replica_election',
  logDirEvents: '/log_dir_event_notification',
  logDirEvent: (name: string) => `/log_dir_event_notification/${name}`,
}

/** Roots under which something may change: each is watched recursively where the server can. */
export const WATCHED_ROOTS = [
  '/brokers',
  '/admin',
  '/controller',
  '/controller_epoch',
  '/config/changes',
  '/isr_change_notification',
  '/log_dir_event_notification',
  '/migration',
  '/feature',
]

/** What a znode path is about. */
export type ZnodeSubject =
  | { kind: 'broker-ids' }
  | { kind: 'broker'; id: number }
  | { kind: 'topics' }
  | { kind: 'topic'; topic: string }
  | { kind: 'partitions'; topic: string }
  | { kind: 'partition'; topic: string; partition: number }
  | { kind: 'state'; topic: string; partition: number }
  | { kind: 'controller' }
  | { kind: 'delete-topics' }
  | { kind: 'delete-topic'; topic: string }
  | { kind: 'config-changes' }
  | { kind: 'preferred-election' }
  | { kind: 'log-dir-events' }
  | { kind: 'log-dir-event'; name: string }
  | { kind: 'other' }

/** Reads a path; anything unknown is `other`. */
export function subjectOf(path: string): ZnodeSubject {
  const [first, second, third, fourth, fifth, sixth] = path.split('/').slice(1)
  if (first === 'brokers' && second === 'ids')
    return third === undefined ? { kind: 'broker-ids' } : brokerSubject(third)
  if (first === 'brokers' && second === 'topics') {
    if (third === undefined) return { kind: 'topics' }
    if (fourth === undefined) return { kind: 'topic', topic: third }
    if (fourth !== 'partitions') return { kind: 'other' }
    if (fifth === undefined) return { kind: 'partitions', topic: third }
    const partition = integer(fifth)
    if (partition === null) return { kind: 'other' }
    if (sixth === undefined) return { kind: 'partition', topic: third, partition }
    return sixth === 'state' ? { kind: 'state', topic: third, partition } : { kind: 'other' }
  }
  if (first === 'controller' || first === 'controller_epoch') return { kind: 'controller' }
  if (first === 'admin' && second === 'delete_topics') {
    return third === undefined ? { kind: 'delete-topics' } : { kind: 'delete-topic', topic: third }
  }
  if (first === 'admin' && second === 'preferred_replica_election') return { kind: 'preferred-election' }
  if (first === 'log_dir_event_notification') {
    return second === undefined ? { kind: 'log-dir-events' } : { kind: 'log-dir-event', name: second }
  }
  if (first === 'config' && second === 'changes') return { kind: 'config-changes' }
  return { kind: 'other' }
}

function brokerSubject(text: string): ZnodeSubject {
  const id = integer(text)
  return id === null ? { kind: 'other' } : { kind: 'broker', id }
}

function integer(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) : null
}
