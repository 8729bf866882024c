import { describe, expect, it } from 'vitest'
import type { ConfigEntry } from '@/lib/views/config-entry'
import { differsFromDefault, searchConfig } from './config-selection'

const entry = (over: Partial<ConfigEntry>): ConfigEntry => ({
  name: 'log.retention.hours',
  value: '168',
  source: 'static-broker',
  default: '168',
  type: 'int',
  readOnly: true,
  sensitive: false,
  documentation: null,
  ...over,
})

describe('differsFromDefault', () => {
  it('compares the value, not where it was written', () => {
    expect(differsFromDefault(entry({}))).toBe(false)
    expect(differsFromDefault(entry({ value: '24' }))).toBe(true)
    expect(differsFromDefault(entry({ source: 'default', default: null }))).toBe(false)
  })

  it('counts what was set without a known default, and every secret that was set', () => {
    expect(differsFromDefault(entry({ default: null }))).toBe(true)
    expect(differsFromDefault(entry({ sensitive: true, value: null, default: null }))).toBe(true)
  })
})

describe('searchConfig', () => {
  it('finds keys and values', () => {
    const entries = [
      entry({}),
      entry({ name: 'cleanup.policy', value: 'compact,delete' }),
      entry({ name: 'x', value: null }),
    ]
    expect(searchConfig(entries, ' COMPACT ').map(({ name }) => name)).toEqual(['cleanup.policy'])
    expect(searchConfig(entries, 'retention')).toHaveLength(1)
    expect(searchConfig(entries, '')).toHaveLength(3)
  })
})
