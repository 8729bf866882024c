import type { ZnodeMeaning } from '../meaning'
import { type Znode, znodeJson } from '../znode'
import { link } from './phrases'

/** A partition as lists in znodes name it, with the replicas it shall have where the list says so. */
export interface ListedPartition {
  topic: string
  partition: number
  replicas: number[] | null
}

const MOST_LINKS = 20

/**
 * The partitions of `{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[2,3]}]}`, with or without
 * replicas. Errors: `invalid`.
 */
export function partitionsIn(znode: Znode): ListedPartition[] {
  return znodeJson(znode)
    .objects('partitions')
    .map((json) => ({
      topic: json.text('topic'),
      partition: json.integer('partition'),
      replicas: json.has('replicas') ? json.integers('replicas') : null,
    }))
}

/** Links to the first twenty of them. */
export function partitionLinks(partitions: readonly ListedPartition[]): ZnodeMeaning['links'] {
  return partitions
    .slice(0, MOST_LINKS)
    .map(({ topic, partition }) => link(`${topic}-${partition}`, { kind: 'partition', topic, partition }))
}
