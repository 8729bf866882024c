import { paths, readGroupSegment, readSegment } from '@/lib/paths'
import { PLACES, type Place } from './places'

/** One step from the cluster to where we are; `href` null for the page itself. */
export interface Crumb {
  label: string
  href: string | null
  /** A name of the cluster's own, set in the data face. */
  mono: boolean
}

/** The place a path belongs to, and the steps below it. `pathname` is percent-encoded, as the browser has it. */
export function crumbTrail(cluster: string, pathname: string): { place: Place | null; crumbs: Crumb[] } {
  const base = paths.overview(cluster)
  const [section, ...rest] = pathname.slice(base.length).split('/').filter(Boolean)
  const place = PLACES.find((candidate) => candidate.href(cluster) === (section ? `${base}/${section}` : base)) ?? null
  // Of all groups, beside them: below them any name may be a group's.
  if (section === 'rebalances' && rest.length === 0) {
    const groups = PLACES.find((candidate) => candidate.href(cluster) === paths.groups(cluster)) ?? null
    return {
      place: groups,
      crumbs: [
        { label: 'Groups', href: paths.groups(cluster), mono: false },
        { label: 'Rebalances', href: null, mono: false },
      ],
    }
  }
  if (!place) return { place, crumbs: [] }
  const crumbs: Crumb[] = [{ label: place.label, href: place.href(cluster), mono: false }]
  const name = rest[0] === undefined ? null : readSegment(rest[0])
  if (name !== null && section === 'topics') {
    crumbs.push({ label: name, href: paths.topic(cluster, name), mono: true })
    if (rest[1] === 'partitions' && rest[2] !== undefined) crumbs.push({ label: rest[2], href: null, mono: true })
  } else if (name !== null && section === 'brokers') {
    crumbs.push({ label: `Broker ${name}`, href: paths.broker(cluster, Number(name)), mono: false })
  } else if (rest[0] !== undefined && section === 'groups') {
    const id = readGroupSegment(rest[0])
    if (id !== null) crumbs.push({ label: id === '' ? '(empty id)' : id, href: paths.group(cluster, id), mono: true })
  } else if (name === 'ensemble' && section === 'zookeeper') {
    crumbs.push({ label: 'Ensemble', href: null, mono: false })
  }
  return {
    place,
    crumbs: crumbs.map((crumb, index) => (index === crumbs.length - 1 ? { ...crumb, href: null } : crumb)),
  }
}
