import type { ZnodeAclEntry } from '@/lib/views/znode'
import { maskAcl } from '@/lib/znodes/mask'
import type { ZnodeAcl } from '../zookeeper/read-operation'

/** One entry of an ACL as it may leave the server: the hash of a `digest` id is masked. */
export function aclEntry({ scheme, id, permissions }: ZnodeAcl['acl'][number]): ZnodeAclEntry {
  const open = scheme === 'world' && permissions.some((one) => one !== 'read')
  return { scheme, id: maskAcl(scheme, id), permissions, open }
}
