import { isScalar } from 'yaml'
import type { ClusterDraft, SaslDraft, SecretDraft, TlsDraft, ZookeeperAuthDraft } from './cluster-draft'
import type { Problems } from './problems'
import type { Setting } from './setting'
import type { Variables } from './variable-names'
import type { YamlField, YamlReader } from './yaml-reader'

const CLUSTER_KEYS = [
  'id',
  'name',
  'zookeeper',
  'brokers',
  'color',
  'environment',
  'tls',
  'sasl',
  'zookeeperAuth',
  'zookeeperAdminPort',
] as const

/** Reads the `clusters:` of a file into drafts, and remembers which environment variables they refer to. */
export class YamlClusters {
  readonly referenced = new Set<string>()
  readonly #reader: YamlReader
  readonly #directory: string
  readonly #env: Variables
  readonly #problems: Problems

  constructor(reader: YamlReader, directory: string, env: Variables, problems: Problems) {
    this.#reader = reader
    this.#directory = directory
    this.#env = env
    this.#problems = problems
  }

  /** One draft for each item that is a map. */
  read(clusters: YamlField): ClusterDraft[] {
    return (this.#reader.list(clusters) ?? []).map((item) => this.#cluster(item)).filter((draft) => draft !== null)
  }

  #cluster(item: YamlField): ClusterDraft | null {
    const fields = this.#reader.map(item, CLUSTER_KEYS)
    if (fields === null) return null
    const { tls, sasl, zookeeperAuth: auth } = fields
    return {
      at: { place: item.place, key: item.key },
      directory: this.#directory,
      id: this.#reader.text(fields.id),
      name: this.#reader.text(fields.name),
      environment: this.#reader.text(fields.environment),
      color: this.#reader.text(fields.color),
      zookeeper: this.#reader.text(fields.zookeeper),
      brokers: this.#reader.texts(fields.brokers),
      zookeeperAdminPort: this.#reader.numbers(fields.zookeeperAdminPort),
      ...(tls && { tls: this.#tls(tls) }),
      ...(sasl && { sasl: this.#sasl(sasl) }),
      zookeeperAuth: auth === undefined ? [] : this.#zookeeperAuth(auth),
    }
  }

  /** `tls: true` trusts what Node trusts; a map names files. */
  #tls(field: YamlField): TlsDraft {
    if (isScalar(field.node) && typeof field.node.value === 'boolean') {
      return { enabled: { place: field.place, key: field.key, text: String(field.node.value) } }
    }
    const fields = this.#reader.map(field, ['caFile', 'certFile', 'keyFile'])
    return {
      caFile: this.#reader.text(fields?.caFile),
      certFile: this.#reader.text(fields?.certFile),
      keyFile: this.#reader.text(fields?.keyFile),
    }
  }

  #sasl(field: YamlField): SaslDraft {
    const fields = this.#reader.map(field, ['mechanism', 'username', 'password', 'passwordFile'])
    return {
      at: field,
      mechanism: this.#reader.text(fields?.mechanism),
      username: this.#reader.text(fields?.username),
      secret: this.#secret(fields?.password, fields?.passwordFile),
    }
  }

  #zookeeperAuth(field: YamlField): ZookeeperAuthDraft[] {
    return (this.#reader.list(field) ?? []).map((item) => {
      const fields = this.#reader.map(item, ['scheme', 'value', 'valueFile'])
      return {
        at: item,
        scheme: this.#reader.text(fields?.scheme),
        secret: this.#secret(fields?.value, fields?.valueFile),
      }
    })
  }

  #secret(value: YamlField | undefined, file: YamlField | undefined): SecretDraft {
    return { value: value && this.#fromEnvironment(value), file: this.#reader.text(file) }
  }

  /** A file with a password in it ends in a repository: only `${NAME}` is taken. */
  #fromEnvironment(field: YamlField): Setting | undefined {
    const written = this.#reader.text(field)
    if (written === undefined) return undefined
    const name = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(written.text)?.[1]
    // A stand-in keeps the missing secret from being reported a second time.
    const unusable = { ...written, text: '' }
    if (name === undefined) {
      const hint = `name a file in ${field.key}File, or an environment variable: \${NAME}`
      this.#problems.add(field, 'is a secret written into the file', hint)
      return unusable
    }
    this.referenced.add(name)
    const text = this.#env[name]
    if (text !== undefined && text !== '') return { ...written, text }
    this.#problems.add(field, `takes the environment variable ${name}, which is not set`, `set ${name}`)
    return unusable
  }
}
