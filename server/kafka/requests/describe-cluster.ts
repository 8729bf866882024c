import { errorCode } from '@/lib/errors'
import type { BrokerRouter } from '../broker-router'
import { throwAnswerError } from '../item-error'
import { APIS } from '../wire/apis'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/** Null when no broker has the API (brokers before 2.8). Errors: `unreachable`, `timeout`, `forbidden`. */
export async function describeCluster(router: BrokerRouter, options?: CallOptions): Promise<DescribedCluster | null> {
  const wait = waitOf(options, LIST_TIMEOUT_MS)
  const api = APIS.describeCluster
  try {
    return await router.any(
      api,
      (version) => ({ includeFencedBrokers: version >= 2 }),
      wait,
      (answer) => {
        throwAnswerError('DescribeCluster', answer.errorCode, answer.errorMessage)
        return {
          clusterId: answer.clusterId,
          controllerId: answer.controllerId < 0 ? null : answer.controllerId,
          brokers: answer.brokers
            .map(({ brokerId, host, port, rack, isFenced }) => ({ id: brokerId, host, port, rack, fenced: isFenced }))
            .sort((a, b) => a.id - b.id),
        }
      },
    )
  } catch (error) {
    if (errorCode(error) === 'unsupported') return null
    throw error
  }
}

/** The cluster in short. Source: DescribeCluster (key 60, `DescribeClusterResponse`). */
export interface DescribedCluster {
  clusterId: string
  /** In KRaft this is some broker, not the controller. */
  controllerId: number | null
  /** By id. */
  brokers: DescribedBroker[]
}

export interface DescribedBroker {
  id: number
  host: string
  port: number
  rack: string | null
  /** Registered but kept out of leadership (KRaft); false below DescribeCluster v2, which lists no fenced broker. */
  fenced: boolean
}
