import Lock from 'lucide-react/icons/lock'
import type { ZnodeRow } from './tree-rows'

/** How a node lives, how it got its name, and whether its ACL is a particular one. */
export function ZnodeTags({ row }: { row: Pick<ZnodeRow, 'ephemeral' | 'restricted' | 'sequential'> }) {
  return (
    <>
      {row.ephemeral ? (
        <span className="tag" title="ephemeral: it goes with the session that made it">
          E<span className="sr"> ephemeral</span>
        </span>
      ) : null}
      {row.sequential ? (
        <span className="tag" title="sequential: ZooKeeper numbered it">
          S<span className="sr"> sequential</span>
        </span>
      ) : null}
      {row.restricted ? (
        <span className="tag" title="its ACL is another than everything for everybody">
          <Lock className="ic ic-xs" aria-hidden="true" />
          <span className="sr"> restricted by its ACL</span>
        </span>
      ) : null}
    </>
  )
}
