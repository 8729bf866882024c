/** Where a link leads; the page turns it into an address. */
export type MeaningTarget =
  | { kind: 'topic'; topic: string }
  | { kind: 'topic-config'; topic: string }
  | { kind: 'partition'; topic: string; partition: number }
  | { kind: 'broker'; id: number }
  | { kind: 'group'; id: string }
  | { kind: 'znode'; path: string }

/** One field of a znode, in words. */
export interface MeaningField {
  /** The key in the data. */
  name: string
  /** Its value as text, secrets masked. */
  value: string
  /** What it says, in plain words; null where name and value say it. */
  words: string | null
}

/** What a znode means to Kafka. */
export interface ZnodeMeaning {
  /** The family of the catalogue, such as `partition-state`; `unknown` for a node Kafka does not make. */
  family: string
  /** "Broker 6 leads payments-17 since …"; for an unknown family what can be said of any node. */
  sentence: string
  fields: MeaningField[]
  links: { label: string; target: MeaningTarget }[]
  /** Why the data could not be understood, with the parser's words; null when it was or there is none. */
  fault: string | null
}
