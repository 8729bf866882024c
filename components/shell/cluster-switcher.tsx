'use client'

import ChevronDown from 'lucide-react/icons/chevron-down'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import type { ClusterItem } from '@/lib/api/cluster-answer'
import type { ClusterIdentity } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { Band } from '../clusters/band'
import { glyphOf, NEED_WORD, needOf } from '../clusters/cluster-need'
import { fetchClusters } from '../clusters/use-clusters'
import { Glyph } from '../ui/glyph'
import { Popover } from '../ui/popover'
import { PLACES } from './places'

function Name({ cluster }: { cluster: ClusterIdentity }) {
  return (
    <>
      <Band color={cluster.color} />
      <span className="trunc">{cluster.name}</span>
      {cluster.environment ? <small>{cluster.environment}</small> : null}
    </>
  )
}

const DEADLINE_MS = 3_000

/** The page of another cluster that shows what this one does; things of a cluster have no namesake elsewhere, so their list stands in. */
function samePlace(pathname: string, from: string, to: string): string {
  const base = paths.overview(from)
  const section = pathname.slice(base.length).split('/')[1]
  const place = PLACES.find((candidate) => section !== undefined && candidate.href(from) === `${base}/${section}`)
  return place ? place.href(to) : paths.overview(to)
}

/** How a cluster is; nothing is drawn until the server has told. */
function State({ item }: { item: ClusterItem | undefined }) {
  if (!item) return null
  const word = NEED_WORD[needOf(item)]
  return (
    <span className={`st t-${glyphOf(item)} ml-auto`} title={item.verdict.sentence}>
      <Glyph state={glyphOf(item)} />
      {word}
    </span>
  )
}

/** Which cluster this is, in its colour; a menu only where there are several. */
export function ClusterSwitcher({ cluster, all }: { cluster: ClusterIdentity; all: readonly ClusterIdentity[] }) {
  const pathname = usePathname()
  const [states, setStates] = useState<readonly ClusterItem[]>([])
  // The menu works without them, so a server that does not answer costs the glyphs only.
  const ask = () =>
    void fetchClusters(AbortSignal.timeout(DEADLINE_MS)).then(
      ({ items }) => setStates(items),
      () => setStates([]),
    )
  if (all.length < 2) {
    return (
      <Link className="cluster" href={paths.overview(cluster.id)} prefetch={false}>
        <Name cluster={cluster} />
      </Link>
    )
  }
  return (
    <Popover
      triggerClass="cluster"
      label={`Cluster ${cluster.name}, change`}
      onOpen={ask}
      trigger={
        <>
          <Name cluster={cluster} />
          <ChevronDown className="ic ic-xs" />
        </>
      }
    >
      {(close) => (
        <ul className="menu">
          {all.map((other) => (
            <li key={other.id}>
              <Link
                href={samePlace(pathname, cluster.id, other.id)}
                aria-current={other.id === cluster.id ? 'true' : undefined}
                prefetch={false}
                onClick={close}
              >
                <Name cluster={other} />
                <State item={states.find(({ id }) => id === other.id)} />
              </Link>
            </li>
          ))}
          <li>
            <Link href={paths.clusters()} prefetch={false} onClick={close}>
              All clusters
            </Link>
          </li>
        </ul>
      )}
    </Popover>
  )
}
