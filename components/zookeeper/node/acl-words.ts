import type { ZnodeAclEntry } from '@/lib/views/znode'

const SCHEMES = new Map([
  ['world', 'everybody who reaches ZooKeeper'],
  ['auth', 'everybody who has logged in'],
  ['digest', 'a user with a password'],
  ['sasl', 'a user of SASL, as brokers are'],
  ['x509', 'the owner of a client certificate'],
  ['ip', 'clients from that address'],
  ['super', 'the superuser'],
])

const ALL = ['create', 'delete', 'read', 'write', 'admin']

/** An entry of an ACL in words: whom it means, and what they may do. */
export function aclWords({ scheme, permissions }: ZnodeAclEntry): { who: string; may: string } {
  const may =
    permissions.length === 0
      ? 'nothing'
      : ALL.every((permission) => permissions.includes(permission))
        ? 'everything: read, write, create, delete, admin'
        : permissions.length === 1 && permissions[0] === 'read'
          ? 'read only'
          : permissions.join(', ')
  return { who: SCHEMES.get(scheme) ?? `by the scheme ${scheme}`, may }
}
