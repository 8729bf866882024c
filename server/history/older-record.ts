/** The first record a group has not read, where only the record itself tells how old it is. */
export interface OlderRecord {
  topic: string
  partition: number
  offset: bigint
  /** Its timestamp, epoch ms; null with the reason beside it. */
  found: (at: number | null, reason: string | null) => void
}
