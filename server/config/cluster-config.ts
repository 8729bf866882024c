import { type ClusterConfig, SASL_MECHANISMS, type SaslConfig, type TlsConfig, type ZookeeperAuth } from '@/lib/config'
import { Secret } from '@/lib/secret'
import { parseBrokerList } from './broker-list'
import type { ClusterDraft, SaslDraft, SecretDraft, TlsDraft, ZookeeperAuthDraft } from './cluster-draft'
import { parsePort } from './host-port'
import { isEnabled } from './is-enabled'
import { nearestKey } from './nearest-key'
import type { Problems } from './problems'
import { checkFile, readSecretFile } from './secret-file'
import type { Setting } from './setting'
import { parseZookeeperConnect } from './zookeeper-connect'

const BOTH_WAYS = 'give ZooKeeper as host:2181,host:2181/chroot, brokers as host:9092,host:9092, or both'

/** Validates one cluster; notes every problem and answers null when there was one. */
export function clusterConfig(draft: ClusterDraft, problems: Problems): ClusterConfig | null {
  const name = draft.name === undefined ? null : shortText(draft.name, 100, problems)
  const id = clusterId(draft, problems)
  const environment = draft.environment === undefined ? null : shortText(draft.environment, 40, problems)
  const color = draft.color === undefined ? null : hexColor(draft.color, problems)
  if (draft.zookeeper === undefined && draft.brokers === undefined) {
    problems.add(draft.at, 'has neither ZooKeeper nor brokers', BOTH_WAYS)
  }
  const connect = draft.zookeeper === undefined ? null : zookeeperConnect(draft.zookeeper, problems)
  const brokers = draft.brokers === undefined ? [] : brokerList(draft.brokers, problems)
  const tls = draft.tls === undefined ? null : tlsConfig(draft.tls, draft.directory, problems)
  const sasl = draft.sasl === undefined ? null : saslConfig(draft.sasl, draft.directory, problems)
  const auth = draft.zookeeperAuth.map((one) => zookeeperAuth(one, draft.directory, problems))
  if (draft.zookeeper === undefined && draft.zookeeperAuth[0] !== undefined) {
    problems.add(draft.zookeeperAuth[0].at, 'is set, but this cluster has no ZooKeeper', 'add ZooKeeper or drop it')
  }
  const adminPorts = adminPortsOf(draft, connect, problems)
  if (id === null) return null
  return {
    id,
    name: name ?? id,
    environment,
    color,
    zookeeper: connect === null ? null : { connect, auth: auth.filter((one) => one !== null), adminPorts },
    kafka: { brokers: brokers ?? [], tls, sasl },
  }
}

/** Lower-case letters, digits and dashes made of a name: `Prod (EU)` becomes `prod-eu`. */
function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
}

function clusterId(draft: ClusterDraft, problems: Problems): string | null {
  if (draft.id !== undefined) {
    if (/^[a-z0-9-]{1,60}$/.test(draft.id.text)) return draft.id.text
    return problems.add(draft.id, 'is not an id', 'use up to 60 of a–z, 0–9 and -; it stands in the addresses of pages')
  }
  if (draft.name === undefined) return problems.add(draft.at, 'has no name', 'add name')
  const made = slug(draft.name.text)
  return made === '' ? problems.add(draft.name, 'has no letter an id can be made of', 'add id, such as east-1') : made
}

function shortText(setting: Setting, limit: number, problems: Problems): string | null {
  const text = setting.text.trim()
  if (text !== '' && text.length <= limit && !/\p{Cc}/u.test(text)) return text
  return problems.add(setting, `is not 1 to ${limit} printable characters`, 'shorten it or fill it in')
}

function hexColor(setting: Setting, problems: Problems): string | null {
  if (/^#[0-9a-f]{6}$/i.test(setting.text)) return setting.text.toLowerCase()
  return problems.add(setting, 'is not a colour', 'write it as #rrggbb, in quotes in YAML, such as "#c2410c"')
}

function zookeeperConnect(setting: Setting, problems: Problems): string | null {
  const parsed = parseZookeeperConnect(setting.text)
  return 'connect' in parsed ? parsed.connect : problems.add(setting, parsed.wrong, 'write host:2181,host:2181/chroot')
}

/** One port holds for all servers of the connect string; several are theirs in order. */
function adminPortsOf(
  { zookeeper, zookeeperAdminPort: setting }: ClusterDraft,
  connect: string | null,
  problems: Problems,
) {
  if (setting === undefined) return []
  if (zookeeper === undefined)
    problems.add(setting, 'is set, but this cluster has no ZooKeeper', 'add ZooKeeper or drop it')
  const ports = setting.text.split(',').map((text) => parsePort(text.trim()))
  const known = ports.filter((port) => port !== null)
  const servers = connect?.split('/')[0]?.split(',').length ?? 0
  if (known.length < ports.length)
    problems.add(setting, 'is no port', 'write a whole number from 1 to 65535, such as 8080')
  else if (servers > 0 && ports.length > 1 && ports.length !== servers) {
    const hint = 'write one port for all, or one for each server in the order of ZooKeeper’s addresses'
    problems.add(setting, `has ${ports.length} ports for ${servers} servers`, hint)
  }
  return known.length === 1 ? Array.from({ length: servers }, () => known[0] ?? 0) : known
}

function brokerList(setting: Setting, problems: Problems): string[] | null {
  const parsed = parseBrokerList(setting.text)
  return 'brokers' in parsed ? parsed.brokers : problems.add(setting, parsed.wrong, 'write host:9092,host:9092')
}

function tlsConfig(draft: TlsDraft, directory: string, problems: Problems): TlsConfig | null {
  if (!isEnabled(draft.enabled, problems)) return null
  const file = (setting: Setting | undefined, secret: boolean): string | null =>
    setting === undefined ? null : checkFile(setting, directory, problems, { secret })
  if (draft.certFile !== undefined && draft.keyFile === undefined) {
    problems.add(draft.certFile, 'is a certificate without its key', 'name the key file too')
  }
  if (draft.keyFile !== undefined && draft.certFile === undefined) {
    problems.add(draft.keyFile, 'is a key without its certificate', 'name the certificate file too')
  }
  return {
    caFile: file(draft.caFile, false),
    certFile: file(draft.certFile, false),
    keyFile: file(draft.keyFile, true),
  }
}

function saslConfig(draft: SaslDraft, directory: string, problems: Problems): SaslConfig | null {
  if (!isEnabled(draft.enabled, problems)) return null
  const mechanism = draft.mechanism === undefined ? null : saslMechanism(draft.mechanism, problems)
  if (draft.mechanism === undefined) {
    problems.add(draft.at, 'has no mechanism', `choose one of ${SASL_MECHANISMS.join(', ')}`)
  }
  if (draft.username === undefined) problems.add(draft.at, 'has no username', 'add the name to log in with')
  const password = secretOf(draft.secret, draft.at, 'password', directory, problems)
  return mechanism === null || draft.username === undefined || password === null
    ? null
    : { mechanism, username: draft.username.text, password }
}

function saslMechanism(setting: Setting, problems: Problems): SaslConfig['mechanism'] | null {
  const wanted = setting.text.toUpperCase()
  const found = SASL_MECHANISMS.find((mechanism) => mechanism === wanted)
  if (found !== undefined) return found
  const nearest = nearestKey(wanted, SASL_MECHANISMS)
  return problems.add(
    setting,
    'is not a mechanism Vivarium speaks',
    `the nearest is ${nearest}; it speaks ${SASL_MECHANISMS.join(', ')}`,
  )
}

function zookeeperAuth(draft: ZookeeperAuthDraft, directory: string, problems: Problems): ZookeeperAuth | null {
  if (draft.scheme === undefined) problems.add(draft.at, 'has no scheme', 'add it; digest is the usual one')
  const scheme = draft.scheme === undefined ? null : shortText(draft.scheme, 40, problems)
  const value = secretOf(draft.secret, draft.at, 'secret', directory, problems)
  return scheme === null || value === null ? null : { scheme, value }
}

function secretOf(
  draft: SecretDraft,
  at: { place: string; key: string },
  what: string,
  directory: string,
  problems: Problems,
): Secret | null {
  if (draft.value !== undefined && draft.file !== undefined) {
    return problems.add(draft.value, `is given twice, also by ${draft.file.key}`, 'keep one of the two')
  }
  if (draft.file !== undefined) return readSecretFile(draft.file, directory, problems)
  if (draft.value !== undefined) return new Secret(draft.value.text)
  return problems.add(at, `has no ${what}`, 'name the file that holds it, or an environment variable')
}
