import { paths } from '@/lib/paths'
import type { MeaningTarget } from '@/lib/znodes/meaning'

/** The page behind a link of a decoded znode. */
export function meaningHref(cluster: string, target: MeaningTarget): string {
  switch (target.kind) {
    case 'topic':
      return paths.topic(cluster, target.topic)
    case 'topic-config':
      return paths.topic(cluster, target.topic, 'config')
    case 'partition':
      return paths.partition(cluster, target.topic, target.partition)
    case 'broker':
      return paths.broker(cluster, target.id)
    case 'group':
      return paths.group(cluster, target.id)
    case 'znode':
      return paths.zookeeper(cluster, { path: target.path })
  }
}
