import type { Finding } from '@/lib/health/finding'
import { paths } from '@/lib/paths'

/** The page of what a finding is about: its name, and where it is; what is left over has only its znode. */
export function subjectLink(
  cluster: string,
  { kind: finding, subject, sources }: Pick<Finding, 'kind' | 'subject' | 'sources'>,
): { name: string; href: string } {
  const colon = subject.indexOf(':')
  const kind = colon < 0 ? subject : subject.slice(0, colon)
  const name = subject.slice(colon + 1)
  if (finding === 'orphan') {
    const path = sources[0]?.znode ?? '/'
    return { name: kind === 'group' ? `group ${name}` : name, href: paths.zookeeper(cluster, { path }) }
  }
  if (kind === 'partition') {
    const slash = name.lastIndexOf('/')
    const [topic, partition] = [name.slice(0, slash), Number(name.slice(slash + 1))]
    return { name: `${topic}-${partition}`, href: paths.partition(cluster, topic, partition) }
  }
  if (kind === 'topic') return { name, href: paths.topic(cluster, name) }
  if (kind === 'broker') return { name: `broker ${name}`, href: paths.broker(cluster, Number(name)) }
  return { name: 'controller', href: paths.brokers(cluster) }
}
