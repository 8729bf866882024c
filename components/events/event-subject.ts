import type { ClusterEvent } from '@/lib/events/event'
import { paths } from '@/lib/paths'

/** What an event is about, read from its `subject`. */
export type EventSubject =
  | { kind: 'broker'; id: number }
  | { kind: 'topic'; topic: string }
  | { kind: 'partition'; topic: string; partition: number }
  | { kind: 'controller' }
  | { kind: 'group'; id: string }
  | { kind: 'server'; server: string }
  | { kind: 'other'; text: string }

/** Reads `broker:2`, `topic:t`, `partition:t/0`, `controller`, `group:g`, `server:zk1:2181`; anything else is `other`. */
export function eventSubject(subject: ClusterEvent['subject']): EventSubject {
  if (subject === 'controller') return { kind: 'controller' }
  if (subject.startsWith('group:')) return { kind: 'group', id: subject.slice('group:'.length) }
  if (subject.startsWith('server:')) return { kind: 'server', server: subject.slice('server:'.length) }
  const match = /^(broker|topic|partition):(.+)$/.exec(subject)
  const rest = match?.[2] ?? ''
  if (match?.[1] === 'broker' && /^\d+$/.test(rest)) return { kind: 'broker', id: Number(rest) }
  if (match?.[1] === 'topic') return { kind: 'topic', topic: rest }
  const partition = /^([^/]+)\/(\d+)$/.exec(rest)
  if (match?.[1] === 'partition' && partition?.[1] && partition[2]) {
    return { kind: 'partition', topic: partition[1], partition: Number(partition[2]) }
  }
  return { kind: 'other', text: subject }
}

/** The subject as a person names it: "Broker 2", "orders-0". */
export function subjectName(subject: EventSubject): string {
  switch (subject.kind) {
    case 'broker':
      return `Broker ${subject.id}`
    case 'topic':
      return subject.topic
    case 'partition':
      return `${subject.topic}-${subject.partition}`
    case 'controller':
      return 'Controller'
    case 'group':
      return `Group ${subject.id}`
    case 'server':
      return `ZooKeeper ${subject.server}`
    case 'other':
      return subject.text
  }
}

/** The page of the subject; null where there is none. */
export function subjectHref(cluster: string, subject: EventSubject): string | null {
  switch (subject.kind) {
    case 'broker':
      return paths.broker(cluster, subject.id)
    case 'topic':
      return paths.topic(cluster, subject.topic)
    case 'partition':
      return paths.partition(cluster, subject.topic, subject.partition)
    case 'controller':
      return paths.brokers(cluster)
    case 'group':
      return paths.group(cluster, subject.id)
    case 'server':
      return paths.ensemble(cluster)
    case 'other':
      return null
  }
}
