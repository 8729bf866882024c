import { VivariumError } from '../../errors'
import { MASK } from '../mask'
import type { MeaningField } from '../meaning'
import { znodePaths } from '../paths'
import { type JsonObject, type Znode, znodeJson } from '../znode'
import { configEntity } from './config-entity'
import { type FamilyNode, type FamilySays, type FieldWords, folder, type ZnodeFamily } from './family'
import { capital, count, link, listed, moment } from './phrases'

const MOST_SETTINGS = 200
const BY_HAND = 'Brokers take up a change only when a node in /config/changes names it.'

const SETTING_WORDS = new Map<string, string>([
  ['producer_byte_rate', 'Bytes a second that may be produced to each broker.'],
  ['consumer_byte_rate', 'Bytes a second that may be fetched from each broker.'],
  ['request_percentage', 'Percent of one thread that requests may use on each broker.'],
  ['controller_mutation_rate', 'Partitions a second that may be made or deleted.'],
  ['connection_creation_rate', 'New connections a second that each broker accepts.'],
  ['leader.replication.throttled.rate', 'Bytes a second that leaders send while partitions move.'],
  ['follower.replication.throttled.rate', 'Bytes a second that followers fetch while partitions move.'],
  ['leader.replication.throttled.replicas', 'Whose sending is throttled while partitions move.'],
  ['follower.replication.throttled.replicas', 'Whose fetching is throttled while partitions move.'],
])

/** `/config/TYPE/NAME` and `/config/users/U/clients/C` (Kafka's ZkData `ConfigEntityZNode`). */
function entityFamily(name: string, path: string, noun: string): ZnodeFamily {
  return { name, path, noun, says: sayEntity }
}

function sayEntity({ znode }: FamilyNode): FamilySays {
  const entity = configEntity(znode.path.slice('/config/'.length))
  if (entity === null) throw new VivariumError({ code: 'invalid', message: 'The path names nothing that has settings' })
  const settings = settingsOf(znode)
  const names = settings.map(({ name }) => name)
  const what =
    names.length === 0
      ? `No settings of its own are kept for ${entity.words}; the defaults hold.`
      : `${capital(count(names.length, 'setting'))} ${names.length === 1 ? 'is' : 'are'} kept for ${entity.words}: ${listed(names, 5)}, last written at ${moment(znode.stat.mtime)}.`
  return {
    sentence: `${what} ${BY_HAND}`,
    fields:
      settings.length > MOST_SETTINGS
        ? [
            ...settings.slice(0, MOST_SETTINGS),
            { name: '…', value: `${settings.length - MOST_SETTINGS} more`, words: null },
          ]
        : settings,
    links: entity.links,
  }
}

/** `{"version":1,"config":{"retention.ms":"3600000"}}`; a node without data has no settings, as Kafka reads it. */
function settingsOf(znode: Znode): MeaningField[] {
  if (znode.data === null || znode.data === '') return []
  const json = znodeJson(znode)
  if (!json.has('config')) return []
  const config: JsonObject = json.object('config')
  return config.keys().map((name) => {
    const value = config.text(name)
    return { name, value, words: value === MASK ? secretWords(name) : (SETTING_WORDS.get(name) ?? null) }
  })
}

function secretWords(name: string): string {
  return name.startsWith('SCRAM-') ? 'The user may log in with this mechanism; the keys are hidden.' : 'Hidden.'
}

/**
 * `/config/changes/config_change_N` (Kafka's ZkData `ConfigEntityChangeNotificationSequenceZNode`), format 2
 * `{"version":2,"entity_path":"topics/orders"}`, 1 `{"version":1,"entity_type":"topics","entity_name":"orders"}`,
 * and in Kafka 0.8 a JSON string with the topic.
 */
const configChange: ZnodeFamily = {
  name: 'config-change',
  path: '/config/changes/*',
  noun: 'A notice of changed settings',
  words: new Map<string, FieldWords>([
    ['entity_path', 'Whose settings to read again, below /config.'],
    ['entity_type', 'What kind of thing has changed settings.'],
    ['entity_name', 'Whose settings to read again.'],
    ['version', 'Format of this record.'],
  ]),
  says({ znode, value }) {
    const path = entityPath(znode, value)
    const entity = configEntity(path)
    if (entity === null) throw new VivariumError({ code: 'invalid', message: 'The notice names nothing with settings' })
    return {
      sentence: `The settings of ${entity.words} were changed at ${moment(znode.stat.ctime)}: every broker reads them again. Brokers remove notices older than 15 minutes when the next one comes.`,
      links: [link(`/config/${path}`, { kind: 'znode', path: `/config/${path}` }), ...entity.links],
    }
  },
}

function entityPath(znode: Znode, value: FamilyNode['value']): string {
  const topic = /^\s*"([A-Za-z0-9._-]{1,249})"\s*$/.exec(znode.data ?? '')?.[1]
  if (topic !== undefined) return `topics/${topic}`
  const json = znodeJson(znode)
  if (value('version') === '1') return `${json.text('entity_type')}/${json.text('entity_name')}`
  return json.text('entity_path')
}

function kept(one: string, many: string): (node: FamilyNode) => FamilySays {
  return ({ children }) => ({ sentence: `Settings are kept for ${count(children, one, many)}.` })
}

/** `/config` and all below. */
export const configFamilies: readonly ZnodeFamily[] = [
  folder(
    '/config',
    'Holds the settings that were made at run time, and the notices that make brokers read them again.',
  ),
  folder(znodePaths.configChanges, ({ children }) => ({
    sentence: `Holds the last ${count(children, 'notice')} of changed settings, in order: the trail of who was changed when.`,
  })),
  configChange,
  folder('/config/topics', kept('topic', 'topics')),
  entityFamily('topic-config', '/config/topics/*', 'The settings of a topic'),
  folder('/config/clients', kept('client id', 'client ids')),
  entityFamily('client-config', '/config/clients/*', 'The quotas of a client id'),
  folder('/config/users', kept('user', 'users')),
  entityFamily('user-config', '/config/users/*', 'The quotas and credentials of a user'),
  folder('/config/users/*/clients', ({ children }) => ({
    sentence: `Quotas are kept for ${count(children, 'client id')} of this user.`,
  })),
  entityFamily('user-config', '/config/users/*/clients/*', 'The quotas of a client id of a user'),
  folder('/config/brokers', kept('broker', 'brokers')),
  entityFamily('broker-config', '/config/brokers/*', 'The settings of a broker'),
  folder('/config/ips', kept('address', 'addresses')),
  entityFamily('ip-config', '/config/ips/*', 'The quotas of an address'),
]
