import { VivariumError } from '../../errors'
import type { MeaningField, MeaningTarget } from '../meaning'
import { type Znode, znodeJson } from '../znode'
import { type FamilyNode, type FamilySays, type FieldWords, folder, type ZnodeFamily } from './family'
import { capital, count, link, moment } from './phrases'

const MOST_ENTRIES = 200

/** Types of resources as Kafka writes them in paths, in words. Source: org.apache.kafka.common.resource.ResourceType. */
const TYPES = new Map([
  ['topic', 'topic'],
  ['group', 'consumer group'],
  ['cluster', 'cluster'],
  ['transactionalid', 'transactional id'],
  ['delegationtoken', 'delegation token'],
  ['user', 'user'],
])

type Pattern = 'literal' | 'prefixed'

/**
 * `/kafka-acl/TYPE/NAME` and `/kafka-acl-extended/prefixed/TYPE/NAME` (Kafka's ZkData `ResourceZNode`):
 * `{"version":1,"acls":[{"principal":"User:alice","permissionType":"Allow","operation":"Read","host":"*"}]}`
 */
function rulesFamily(path: string, pattern: Pattern): ZnodeFamily {
  return {
    name: 'acl',
    path,
    noun: 'The access rules of a resource',
    says: (node) => sayRules(node, pattern),
  }
}

function sayRules({ znode, names: [type = '', name = ''] }: FamilyNode, pattern: Pattern): FamilySays {
  const rules = znodeJson(znode).objects('acls')
  const fields = rules.slice(0, MOST_ENTRIES).map((rule): MeaningField => {
    const allow = rule.text('permissionType')
    const host = rule.text('host') === '*' ? 'any address' : rule.text('host')
    return {
      name: rule.text('principal'),
      value: `${allow} ${rule.text('operation')}`,
      words: `From ${host}.`,
    }
  })
  const left = rules.length - fields.length
  const who = new Set(rules.map((rule) => rule.text('principal'))).size
  return {
    sentence: `${capital(count(rules.length, 'rule'))} for ${count(who, 'principal')} on ${resource(type, name, pattern)}, last written at ${moment(znode.stat.mtime)}. A denial wins over every permission.`,
    fields: left > 0 ? [...fields, { name: '…', value: `${left} more`, words: null }] : fields,
    links: targets(type, name, pattern),
  }
}

function resource(type: string, name: string, pattern: Pattern): string {
  const what = TYPES.get(type.toLowerCase()) ?? type
  if (pattern === 'prefixed') return `every ${what} whose name begins with ${name}`
  if (what === 'cluster') return 'the cluster itself'
  return name === '*' ? `every ${what}` : `${what} ${name}`
}

function targets(type: string, name: string, pattern: Pattern): FamilySays['links'] {
  const kind = type.toLowerCase()
  if (pattern === 'prefixed' || name === '*') return []
  const target: MeaningTarget | null =
    kind === 'topic' ? { kind: 'topic', topic: name } : kind === 'group' ? { kind: 'group', id: name } : null
  return target === null ? [] : [link(name, target)]
}

const READ_AGAIN = 'every broker reads its rules again'

/** `/kafka-acl-changes/acl_changes_N` (Kafka's ZkData `LiteralAclChangeStore`): the text `TOPIC:orders`. */
const literalChange: ZnodeFamily = {
  name: 'acl-change',
  path: '/kafka-acl-changes/*',
  noun: 'A notice of changed access rules',
  says({ znode }) {
    const [, type, name] = /^([A-Za-z_]{1,40}):(.+)$/s.exec(znode.data ?? '') ?? []
    if (type === undefined || name === undefined) throw notice()
    return change(znode, type, name, 'literal')
  },
}

/**
 * `/kafka-acl-extended-changes/acl_changes_N` (Kafka's ZkData `ExtendedAclChangeStore`):
 * `{"version":1,"resourceType":"TOPIC","name":"orders-","patternType":"PREFIXED"}`
 */
const extendedChange: ZnodeFamily = {
  name: 'acl-change',
  path: '/kafka-acl-extended-changes/*',
  noun: 'A notice of changed access rules',
  words: new Map<string, FieldWords>([['version', 'Format of this record.']]),
  says({ znode }) {
    const json = znodeJson(znode)
    const pattern = json.text('patternType').toLowerCase() === 'prefixed' ? 'prefixed' : 'literal'
    return change(znode, json.text('resourceType'), json.text('name'), pattern)
  },
}

function change({ stat }: Znode, type: string, name: string, pattern: Pattern): FamilySays {
  const kind = type.toLowerCase().replaceAll('_', '')
  return {
    sentence: `The rules of ${resource(kind, name, pattern)} were changed at ${moment(stat.ctime)}: ${READ_AGAIN}.`,
    links: targets(kind, name, pattern),
  }
}

function notice(): VivariumError {
  return new VivariumError({ code: 'invalid', message: 'The data is not TYPE:name' })
}

function typeFolder(path: string, kind: string): ZnodeFamily {
  return folder(path, ({ names: [type = ''], children }) => ({
    sentence: `Holds the ${kind} for ${count(children, `${TYPES.get(type.toLowerCase()) ?? type} name`)}.`,
  }))
}

/** Access rules, and the notices that make brokers read them again. */
export const aclFamilies: readonly ZnodeFamily[] = [
  folder(
    '/kafka-acl',
    'Holds the access rules for resources by their exact name, kept by the authorizer of the brokers.',
  ),
  typeFolder('/kafka-acl/*', 'access rules'),
  rulesFamily('/kafka-acl/*/*', 'literal'),
  folder('/kafka-acl-changes', 'Holds notices of changed access rules, until every broker has read them.'),
  literalChange,
  folder('/kafka-acl-extended', 'Holds the access rules for resources by the beginning of their name.'),
  folder('/kafka-acl-extended/prefixed', 'Holds the access rules for resources by the beginning of their name.'),
  typeFolder('/kafka-acl-extended/prefixed/*', 'access rules by prefix'),
  rulesFamily('/kafka-acl-extended/prefixed/*/*', 'prefixed'),
  folder('/kafka-acl-extended-changes', 'Holds notices of access rules by prefix that changed.'),
  extendedChange,
]
