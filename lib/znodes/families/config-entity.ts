import type { ZnodeMeaning } from '../meaning'
import { brokerLinks, link } from './phrases'
import { unsanitized } from './unsanitized'

/** What settings belong to, from the part of a path below `/config`: in words, and where to look at it. */
export interface ConfigEntity {
  /** "topic orders", "user alice with client id app", "every broker". */
  words: string
  links: ZnodeMeaning['links']
}

const KINDS = new Map([
  ['topics', 'topic'],
  ['clients', 'client id'],
  ['users', 'user'],
  ['brokers', 'broker'],
  ['ips', 'address'],
])

/** Reads `topics/orders`, `users/alice/clients/<default>` and the like; null when it is none. Names come percent-encoded. */
export function configEntity(path: string): ConfigEntity | null {
  const [type = '', name = '', nested, nestedName = '', ...more] = path.split('/')
  const kind = KINDS.get(type)
  if (kind === undefined || name === '' || more.length > 0) return null
  if (nested !== undefined && (type !== 'users' || nested !== 'clients' || nestedName === '')) return null
  const outer = one(kind, name)
  const words = nested === undefined ? outer : `${outer} with ${one('client id', nestedName)}`
  return { words, links: linksTo(type, name) }
}

function one(kind: string, name: string): string {
  if (name !== '<default>') return `${kind} ${unsanitized(name)}`
  return kind === 'broker' ? 'every broker' : `every ${kind} without settings of its own`
}

function linksTo(type: string, name: string): ZnodeMeaning['links'] {
  if (type === 'topics') {
    return [link(name, { kind: 'topic', topic: name }), link('Its settings', { kind: 'topic-config', topic: name })]
  }
  return type === 'brokers' && /^\d{1,10}$/.test(name) ? brokerLinks([Number(name)]) : []
}
