'use client'

import ChevronDown from 'lucide-react/icons/chevron-down'
import Link from 'next/link'
import type { ClusterIdentity } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { Popover } from '../ui/popover'

/** The cluster's colour as an attribute: a style would be blocked by the CSP. */
function Band({ color }: { color: string | null }) {
  return (
    <svg className="band" width="3" height="100%" aria-hidden="true">
      <rect width="3" height="100%" fill={color ?? 'currentColor'} />
    </svg>
  )
}

function Name({ cluster }: { cluster: ClusterIdentity }) {
  return (
    <>
      <Band color={cluster.color} />
      <span className="trunc">{cluster.name}</span>
      {cluster.environment ? <small>{cluster.environment}</small> : null}
    </>
  )
}

/** Which cluster this is, in its colour; a menu only where there are several. */
export function ClusterSwitcher({ cluster, all }: { cluster: ClusterIdentity; all: readonly ClusterIdentity[] }) {
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
                href={paths.overview(other.id)}
                aria-current={other.id === cluster.id ? 'true' : undefined}
                prefetch={false}
                onClick={close}
              >
                <Name cluster={other} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}
