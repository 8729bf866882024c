import { type JsonNode, parseJson } from './json-node'
import { isKnownHarmless, looksSecret, namesSecret } from './secret-rules'

/** What stands for a secret. */
export const MASK = '***'

/** Kafka's own nodes that hold no settings: their keys are topics, brokers and numbers, and may be named like a secret. */
const WITHOUT_SETTINGS = new Set([
  'admin',
  'brokers',
  'cluster',
  'consumers',
  'controller',
  'controller_epoch',
  'feature',
  'isr_change_notification',
  'kafka-acl',
  'kafka-acl-changes',
  'kafka-acl-extended',
  'kafka-acl-extended-changes',
  'latest_producer_id_block',
  'log_dir_event_notification',
  'migration',
])

/** ACL schemes whose ids are names; any other id may carry a hash after its first colon, as `digest` does. */
const NAMING_SCHEMES = new Set(['world', 'ip', 'host', 'sasl', 'x509', 'kerberos', 'hostname'])

/**
 * The data of a znode as it may leave the server: secrets are `***`, all else stands as it was written.
 *
 * Below users, brokers and delegation tokens (Kafka's `ZkData.SensitiveRootPaths`, wherever in the tree they lie)
 * everything is hidden but what is known to be harmless; elsewhere keys and values that look like secrets are.
 */
export function maskZnode({ path, text }: { path: string; text: string | null }): {
  text: string | null
  masked: boolean
} {
  const isHarmless = judgeOf(path)
  if (text === null || text === '' || isHarmless === null) return { text, masked: false }
  let json: JsonNode
  try {
    json = parseJson(text)
  } catch {
    return isHarmless('', text) && !namesSecret(text) ? { text, masked: false } : { text: MASK, masked: true }
  }
  const secrets: JsonNode[] = []
  collectSecrets(json, '', isHarmless, secrets)
  let masked = ''
  let from = 0
  for (const { start, end } of secrets) {
    masked += `${text.slice(from, start)}"${MASK}"`
    from = end
  }
  return { text: masked + text.slice(from), masked: secrets.length > 0 }
}

/** The id of an ACL entry as it may leave the server: a `digest` id keeps its user, its hash becomes `***`. */
export function maskAcl(scheme: string, id: string): string {
  if (NAMING_SCHEMES.has(scheme)) return id
  const colon = id.indexOf(':')
  return colon < 0 ? MASK : `${id.slice(0, colon)}:${MASK}`
}

/** Whether the value of a key may be shown. */
type Judge = (key: string, value: string) => boolean

/** How values of this node are judged; null where no secret can be. */
function judgeOf(path: string): Judge | null {
  if (isSecretRoot(path)) return isKnownHarmless
  if (WITHOUT_SETTINGS.has(path.split('/')[1] ?? '')) return null
  return (key, value) => !namesSecret(key) && !looksSecret(value)
}

function isSecretRoot(path: string): boolean {
  const names = path.split('/')
  return names.some(
    (name, index) =>
      name === 'delegation_token' || (names[index - 1] === 'config' && (name === 'users' || name === 'brokers')),
  )
}

/** Adds the values to hide in the order of the text. A key that may be shown as a scalar may be a list of such, too. */
function collectSecrets(node: JsonNode, key: string, isHarmless: Judge, secrets: JsonNode[]): void {
  if (node.kind === 'object') {
    if (key !== '' && namesSecret(key)) secrets.push(node)
    else for (const entry of node.entries) collectSecrets(entry.value, entry.key, isHarmless, secrets)
  } else if (node.kind === 'array') {
    for (const item of node.items) collectSecrets(item, key, isHarmless, secrets)
  } else if (!isHarmless(key, node.text)) {
    secrets.push(node)
  }
}
