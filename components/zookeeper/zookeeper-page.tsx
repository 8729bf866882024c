'use client'

import Link from 'next/link'
import { lazy, Suspense } from 'react'
import { useIdle } from '@/components/charts/use-idle'
import { shellWord } from '@/components/configs/cli-command'
import { useLiveView } from '@/components/live/use-live-view'
import { CliButton } from '@/components/ui/cli-button'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Since } from '@/components/ui/since'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { ensembleVerdict } from '@/lib/health/ensemble-verdict'
import { paths } from '@/lib/paths'
import type { EnsembleScene } from './ensemble/ensemble-scene'
import { TwoViewsLink } from './findings/two-views-link'
import { useZnodeAddress } from './live/use-znode-address'
import { useZnodes } from './live/use-znodes'
import type { ZnodeSeed } from './live/znode-scene'
import { Favourites, useFavourites } from './node/favourites'
import { NodePanels } from './node/node-panels'
import { PathBar } from './node/path-bar'
import { useSearchAddress } from './search/use-search-address'
import { ZnodeTree } from './tree/znode-tree'
import './zookeeper.css'

/** Below the fold: fetched when the page stands. */
const EnsembleTable = lazy(() =>
  import('./ensemble/ensemble-table').then((module) => ({ default: module.EnsembleTable })),
)

/** Fetched when somebody searches. */
const SearchPanel = lazy(() => import('./search/search-panel').then((module) => ({ default: module.SearchPanel })))

/** The znodes of a cluster as a live tree, the selected one in words, and the servers that keep them. */
export function ZookeeperPage({
  cluster,
  connect,
  seed,
  initial,
  findings,
}: {
  cluster: string
  /** `host:port,host:port/chroot`, as ZooKeeper's own tools take it. */
  connect: string
  seed: ZnodeSeed
  initial: EnsembleScene
  /** How many there are when the page is rendered. */
  findings: number
}) {
  const verdict = useLiveView(ensembleVerdict, initial.verdict)
  const address = useZnodeAddress(cluster)
  const { path, hrefOf, go } = address
  const { store, scene } = useZnodes(cluster, path, seed)
  const { own, toggle } = useFavourites(cluster)
  const idle = useIdle()
  const search = useSearchAddress(path)
  return (
    <>
      <VerdictHeader
        verdict={verdict}
        actions={
          <>
            <TwoViewsLink cluster={cluster} initial={findings} />
            <CliButton command={`zookeeper-shell.sh ${connect} get -s ${shellWord(path)}`} />
          </>
        }
      />
      <div className="zk-bar">
        <PathBar
          cluster={cluster}
          path={path}
          listings={scene.listings}
          favourite={own.includes(path)}
          onFavourite={() => toggle(path)}
          onSearch={search.toggle}
          hrefOf={hrefOf}
          go={go}
        />
        <Favourites own={own} current={path} hrefOf={hrefOf} go={go} />
      </div>
      {scene.stale === null ? null : (
        <PartialBanner>
          <b>Not live</b> since <Since at={scene.stale.since} />: {scene.stale.reason}. What stands below was read
          before that; it goes on by itself.
        </PartialBanner>
      )}
      {search.query === null ? null : (
        <Suspense>
          <SearchPanel
            cluster={cluster}
            path={path}
            query={search.query}
            onQuery={search.ask}
            hrefOf={hrefOf}
            go={go}
            onClose={search.toggle}
          />
        </Suspense>
      )}
      <div className="zk">
        <ZnodeTree cluster={cluster} store={store} scene={scene} onSelect={go} />
        <div className="zk-right">
          <NodePanels cluster={cluster} scene={scene} address={address} />
          <Suspense>
            {idle ? (
              <EnsembleTable
                narrow
                initial={initial.rows}
                end={
                  <Link className="link small" href={paths.ensemble(cluster)} prefetch={false}>
                    More about it
                  </Link>
                }
              />
            ) : null}
          </Suspense>
        </div>
      </div>
    </>
  )
}
