import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import type { Running } from './producing'
import { startTraffic } from './traffic'

const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd']
/** Of a record batch: offset 8, length 4, epoch 4, magic 1 and checksum 4 bytes come before its attributes. */
const ATTRIBUTES_AT = 21

let cluster: Cluster
let traffic: Running
const progress: string[] = []

beforeAll(async () => {
  cluster = await startCluster({ brokers: 1 })
  traffic = await startTraffic(cluster, { rate: 80, onProgress: (line) => progress.push(line) })
})

afterAll(() => cluster.stop())

/** The codec of the first batch on the broker's disk, null while there is none. */
function storedCodec(topic: string): string | null {
  const data = join(cluster.directory, 'broker-1/data')
  for (const partition of readdirSync(data).filter((name) => name.startsWith(`${topic}-`))) {
    const log = readFileSync(join(data, partition, `${'0'.repeat(20)}.log`))
    if (log.length > ATTRIBUTES_AT + 2) return CODECS[log.readInt16BE(ATTRIBUTES_AT) & 7] ?? null
  }
  return null
}

describe('startTraffic', () => {
  it.each([
    ['orders.created', 'none'],
    ['payments.authorized', 'gzip'],
    ['inventory.reserved', 'snappy'],
    ['audit.log', 'lz4'],
    ['cart.events', 'zstd'],
  ])('fills %s, stored as %s', async (topic, codec) => {
    expect(await until('a record', () => storedCodec(topic))).toBe(codec)
  })

  it('has groups of Java and of kafkajs members at work', async () => {
    const admin = kafkaClient(cluster.bootstrap).admin()
    await admin.connect()
    const stable = async () => {
      const { groups } = await admin.describeGroups(['billing', 'fraud-scoring', 'metrics-rollup', 'warehouse'])
      return groups.every(({ state }) => state === 'Stable') && groups.map(({ members }) => members.length)
    }
    expect(await until('all groups are stable', stable, 40_000)).toEqual([2, 1, 1, 1])
    await admin.disconnect()
  })

  it('stops, having had nothing to complain about', async () => {
    await traffic.stop()
    expect(progress).toEqual(['Created 7 topics'])
  })
})
