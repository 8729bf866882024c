import { expect, it } from 'vitest'
import { aclWords } from './acl-words'

it('says whom an entry means and what it allows', () => {
  const words = (scheme: string, ...permissions: string[]) => aclWords({ scheme, id: 'x', permissions, open: false })
  expect(words('world', 'read')).toEqual({ who: 'everybody who reaches ZooKeeper', may: 'read only' })
  expect(words('sasl', 'read', 'write', 'create', 'delete', 'admin').may).toBe(
    'everything: read, write, create, delete, admin',
  )
  expect(words('digest', 'read', 'write').may).toBe('read, write')
  expect(words('digest').may).toBe('nothing')
  expect(words('constructor', 'read').who).toBe('by the scheme constructor')
})
