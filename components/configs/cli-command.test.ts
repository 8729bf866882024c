import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { kafkaCommand, shellWord } from './cli-command'

describe('kafkaCommand', () => {
  it('is what one would type', () => {
    expect(kafkaCommand('kafka-topics', 'localhost:9092', '--describe', '--topic', 'orders.v2')).toBe(
      'kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic orders.v2',
    )
    expect(kafkaCommand('kafka-topics', null, '--list')).toBe('kafka-topics.sh --bootstrap-server HOST:PORT --list')
  })
})

describe('shellWord', () => {
  it('keeps a hostile name one word for a real shell', () => {
    for (const name of ['$(touch x)', "it's", '<img onerror>', '`id`', '__proto__', 'a b;c', '--', '!!'])
      expect(execFileSync('sh', ['-c', `printf %s ${shellWord(name)}`], { encoding: 'utf8' })).toBe(name)
  })
})
