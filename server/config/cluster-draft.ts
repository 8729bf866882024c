import type { Setting } from './setting'

/** One cluster as it was written, in the environment or in a file: nothing validated, everything optional. */
export interface ClusterDraft {
  /** Where the cluster as a whole stands; `key` names it in messages. */
  at: { place: string; key: string }
  /** Relative paths are resolved against it. */
  directory: string
  id?: Setting
  name?: Setting
  environment?: Setting
  color?: Setting
  zookeeper?: Setting
  /** Comma-separated. */
  brokers?: Setting
  tls?: TlsDraft
  sasl?: SaslDraft
  zookeeperAuth: ZookeeperAuthDraft[]
  /** One port, or comma-separated. */
  zookeeperAdminPort?: Setting
}

/** TLS as written. */
export interface TlsDraft {
  /** `true` or `false`; absent counts as true. */
  enabled?: Setting
  caFile?: Setting
  certFile?: Setting
  keyFile?: Setting
}

/** SASL as written. */
export interface SaslDraft {
  at: { place: string; key: string }
  /** `true` or `false`; absent counts as true. */
  enabled?: Setting
  mechanism?: Setting
  username?: Setting
  secret: SecretDraft
}

/** One ZooKeeper login as written. */
export interface ZookeeperAuthDraft {
  at: { place: string; key: string }
  scheme?: Setting
  secret: SecretDraft
}

/** A secret by value (its text must reach no message) or by the file that holds it. */
export interface SecretDraft {
  value?: Setting
  file?: Setting
}
