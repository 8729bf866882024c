import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { PARTITION_PRESETS } from '@/lib/rows/partition-presets'
import { presetCommand } from './preset-command'

/** Answer of `kafka-topics.sh --describe` (Kafka 3.9.1), fields parted by tabs. */
const DESCRIBED = [
  'Topic: orders\tTopicId: 3uXJ2a\tPartitionCount: 3\tReplicationFactor: 3\tConfigs: min.insync.replicas=2',
  '\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3\tElr: N/A\tLastKnownElr: N/A',
  '\tTopic: orders\tPartition: 1\tLeader: 3\tReplicas: 2,3,1\tIsr: 3,1,2\tElr: N/A\tLastKnownElr: N/A',
  '\tTopic: orders\tPartition: 2\tLeader: none\tReplicas: 3,1,2\tIsr: 3\tElr: N/A\tLastKnownElr: N/A',
  '\tTopic: orders\tPartition: 13\tLeader: 2\tReplicas: 1,2,11\tIsr: 2,11\tElr: N/A\tLastKnownElr: N/A',
].join('\n')

describe('presetCommand', () => {
  it("uses the flags of Kafka's own tools", () => {
    const at = 'kafka-topics.sh --bootstrap-server b1:9092 --describe'
    expect(presetCommand('unavailable', 'b1:9092')).toBe(`${at} --unavailable-partitions`)
    expect(presetCommand('under-min-isr', 'b1:9092')).toBe(`${at} --under-min-isr-partitions`)
    expect(presetCommand('all', 'b1:9092')).toBe(at)
    expect(presetCommand('reassigning', null)).toBe('kafka-reassign-partitions.sh --bootstrap-server HOST:PORT --list')
  })

  it('has a command for every preset', () => {
    for (const preset of PARTITION_PRESETS) expect(presetCommand(preset, null)).toMatch(/^kafka-/)
  })

  it('finds the partitions another replica leads in what the tool prints', () => {
    const filter = presetCommand('not-preferred', null).split(' | ')[1]
    const found = execFileSync('sh', ['-c', filter ?? 'false'], { input: DESCRIBED, encoding: 'utf8' })
    expect(
      found
        .trim()
        .split('\n')
        .map((line) => /Partition: \d+/.exec(line)?.[0]),
    ).toEqual(['Partition: 1'])
  })
})
