import { paths } from '@/lib/paths'

/** The page of what a finding is about: its name, and where it is; the href is null for what has no page. */
export function subjectLink(cluster: string, subject: string): { name: string; href: string | null } {
  const colon = subject.indexOf(':')
  const kind = colon < 0 ? subject : subject.slice(0, colon)
  const name = subject.slice(colon + 1)
  if (kind === 'partition') {
    const slash = name.lastIndexOf('/')
    const [topic, partition] = [name.slice(0, slash), Number(name.slice(slash + 1))]
    return { name: `${topic}-${partition}`, href: paths.partition(cluster, topic, partition) }
  }
  if (kind === 'topic') return { name, href: paths.topic(cluster, name) }
  if (kind === 'broker') return { name: `broker ${name}`, href: paths.broker(cluster, Number(name)) }
  if (kind === 'controller') return { name: 'controller', href: paths.brokers(cluster) }
  return { name: kind === 'group' ? `group ${name}` : name, href: null }
}
