import { StateBadge } from '@/components/ui/state-badge'
import type { ZnodeView } from '@/lib/views/znode'
import { Visible } from '../data/visible'
import { aclWords } from './acl-words'

/** Who may do what with a node; what anybody may change is flagged. */
export function AclList({ node }: { node: ZnodeView }) {
  if (node.acl === null) return <p className="pad small mut">Unknown: {node.aclReason ?? 'it could not be read'}.</p>
  return (
    <dl className="acl pad">
      {node.acl.map((entry) => {
        const { who, may } = aclWords(entry)
        const name = `${entry.scheme}:${entry.id}`
        return (
          <div key={`${name} ${entry.permissions.join()}`}>
            <dt>
              <span className="mono">
                <Visible text={name} />
              </span>{' '}
              <small>{who}</small>
            </dt>
            <dd>
              {may}
              {entry.open ? <StateBadge state="urp">anybody may change it</StateBadge> : null}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
