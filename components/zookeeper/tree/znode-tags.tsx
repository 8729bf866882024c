import Lock from 'lucide-react/icons/lock'
import { formatDuration } from '@/lib/format'
import type { ZnodeRow } from './tree-rows'

/** What kind of node it is, how it got its name, and whether its ACL is a particular one. */
export function ZnodeTags({ row }: { row: Pick<ZnodeRow, 'kindOfNode' | 'ttlMs' | 'restricted' | 'sequential'> }) {
  const { kindOfNode, ttlMs } = row
  return (
    <>
      {kindOfNode === 'ephemeral' ? (
        <Tag letter="E" word="ephemeral" title="ephemeral: it goes with the session that made it" />
      ) : null}
      {row.sequential ? <Tag letter="S" word="sequential" title="sequential: ZooKeeper numbered it" /> : null}
      {kindOfNode === 'container' ? (
        <Tag letter="C" word="container" title="container: ZooKeeper deletes it after its last child" />
      ) : null}
      {kindOfNode === 'ttl' && ttlMs !== null ? (
        <Tag
          letter="T"
          word={`goes after ${formatDuration(ttlMs)}`}
          title={`TTL: without children it goes ${formatDuration(ttlMs)} after its last change`}
        />
      ) : null}
      {row.restricted ? (
        <span className="tag" title="its ACL is another than everything for everybody">
          <Lock className="ic ic-xs" />
          <span className="sr"> restricted by its ACL</span>
        </span>
      ) : null}
    </>
  )
}

function Tag({ letter, word, title }: { letter: string; word: string; title: string }) {
  return (
    <span className="tag" title={title}>
      {letter}
      <span className="sr"> {word}</span>
    </span>
  )
}
