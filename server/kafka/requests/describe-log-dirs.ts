import type { BrokerRouter } from '../broker-router'
import { itemError, type KafkaItemError, throwAnswerError } from '../item-error'
import { APIS } from '../wire/apis'
import { type CallOptions, DETAIL_TIMEOUT_MS, waitOf } from './call-options'

/** The log directories of one broker. Errors: `not-found`, `unreachable`, `timeout`, `forbidden`. */
export async function describeLogDirs(
  router: BrokerRouter,
  brokerId: number,
  options?: CallOptions,
): Promise<LogDir[]> {
  const answer = await router.one(brokerId, APIS.describeLogDirs, { topics: null }, waitOf(options, DETAIL_TIMEOUT_MS))
  throwAnswerError('DescribeLogDirs', answer.errorCode)
  return answer.results.map((dir) => ({
    path: dir.logDir,
    error: itemError(dir.errorCode),
    totalBytes: dir.totalBytes < 0n ? null : dir.totalBytes,
    usableBytes: dir.usableBytes < 0n ? null : dir.usableBytes,
    replicas: dir.topics.flatMap((topic) =>
      topic.partitions.map((replica) => ({
        topic: topic.name,
        partition: replica.partitionIndex,
        sizeBytes: replica.partitionSize,
        offsetLag: replica.offsetLag,
        isFuture: replica.isFutureKey,
      })),
    ),
  }))
}

/** One log directory of a broker. Source: DescribeLogDirs (key 35, `DescribeLogDirsResponse`). */
export interface LogDir {
  path: string
  error: KafkaItemError | null
  /** Of the volume; null below DescribeLogDirs v4 (Kafka 3.3). */
  totalBytes: bigint | null
  usableBytes: bigint | null
  replicas: LogDirReplica[]
}

export interface LogDirReplica {
  topic: string
  partition: number
  sizeBytes: bigint
  /** How far it lies behind the high watermark; for a future replica, behind the current one. */
  offsetLag: bigint
  /** Being filled to replace the replica in another directory of the same broker. */
  isFuture: boolean
}
