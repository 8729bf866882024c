import type { LucideIcon } from 'lucide-react'
import Activity from 'lucide-react/icons/activity'
import Grid3x3 from 'lucide-react/icons/grid-3x3'
import Layers from 'lucide-react/icons/layers'
import LayoutDashboard from 'lucide-react/icons/layout-dashboard'
import ListTree from 'lucide-react/icons/list-tree'
import Server from 'lucide-react/icons/server'
import Users from 'lucide-react/icons/users'
import { paths } from '@/lib/paths'
import type { ShellView } from '@/lib/views/shell'

/** One page of the rail: its key after `g`, its icon, and the badge it wears. */
export interface Place {
  key: string
  label: string
  icon: LucideIcon
  href: (cluster: string) => string
  badge: keyof ShellView['badges'] | null
}

/** The pages of a cluster, in the rail's order. */
export const PLACES: readonly Place[] = [
  { key: 'o', label: 'Overview', icon: LayoutDashboard, href: paths.overview, badge: null },
  { key: 'p', label: 'Partitions', icon: Grid3x3, href: (cluster) => paths.partitions(cluster), badge: 'partitions' },
  { key: 't', label: 'Topics', icon: Layers, href: paths.topics, badge: 'topics' },
  { key: 'c', label: 'Groups', icon: Users, href: (cluster) => paths.groups(cluster), badge: 'groups' },
  { key: 'b', label: 'Brokers', icon: Server, href: paths.brokers, badge: 'brokers' },
  { key: 'z', label: 'ZooKeeper', icon: ListTree, href: (cluster) => paths.zookeeper(cluster), badge: 'zookeeper' },
  { key: 'e', label: 'Events', icon: Activity, href: (cluster) => paths.events(cluster), badge: null },
]
