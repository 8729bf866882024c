import Link from 'next/link'
import { Since } from '@/components/ui/since'
import { Unknown } from '@/components/ui/unknown'
import type { FindingSource } from '@/lib/health/finding'
import { paths } from '@/lib/paths'
import { Visible } from '../data/visible'

const NAMES: ReadonlyMap<string, string> = new Map([
  ['zookeeper', 'ZooKeeper'],
  ['metadata', 'Brokers'],
  ['probes', 'Our probe'],
  ['reassignments', 'Brokers'],
])

/** Who says it. */
export function sourceName({ name }: FindingSource): string {
  return NAMES.get(name) ?? name
}

/** What one side says, where it says so, since when, and how old our reading of it is. */
export function SourceCell({
  cluster,
  source,
  page,
}: {
  cluster: string
  source: FindingSource
  /** Where the brokers' side is shown. */
  page: string
}) {
  const { value, znode, changedAt, readAt } = source
  const href = znode === null ? page : paths.zookeeper(cluster, { path: znode })
  return (
    <>
      <span className="mut">{sourceName(source)}</span>{' '}
      <Link className="link mono" href={href} prefetch={false} title={znode ?? undefined}>
        <Visible text={value} />
      </Link>
      <span className="why">
        {changedAt === null ? null : (
          <>
            since <Since at={changedAt} ms />,{' '}
          </>
        )}
        read {readAt === null ? <Unknown reason="it has not been read completely yet" /> : <Since at={readAt} />}
      </span>
    </>
  )
}
