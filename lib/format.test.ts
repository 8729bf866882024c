import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatAge,
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatExact,
  formatPercent,
  formatRate,
} from './format'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('formatExact', () => {
  it('groups int64 without rounding', () => {
    expect(formatExact('9223372036854775807')).toBe('9,223,372,036,854,775,807')
    expect(formatExact(-1234)).toBe('\u22121,234')
    expect(formatExact('0')).toBe('0')
  })

  it('loses no digit of any int64', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n) => {
        expect(BigInt(formatExact(n).replaceAll(',', '').replace('\u2212', '-'))).toBe(n)
      }),
    )
  })
})

describe('formatCount', () => {
  it.each([
    [999_999, '999,999'],
    [1_000_000, '1.00 M'],
    [1_240_000, '1.24 M'],
    [12_450_000, '12.4 M'],
    ['999999999', '999 M'],
    ['9223372036854775807', '9.22 E'],
    [-5_000_000, '\u22125.00 M'],
  ])('%s', (value, text) => expect(plain(formatCount(value))).toBe(text))
})

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    ['1023', '1023 B'],
    ['1024', '1.00 KiB'],
    ['95630131', '91.1 MiB'],
    [1n << 62n, '4.00 EiB'],
  ])('%s', (value, text) => expect(plain(formatBytes(value))).toBe(text))
})

describe('formatDuration', () => {
  it.each([
    [850, '850 ms'],
    [12_999, '12 s'],
    [192_000, '3 m 12 s'],
    [247_000, '4 m 07 s'],
    [18_240_000, '5 h 04 m'],
    [266_400_000, '3 d 2 h'],
    [-4, '0 ms'],
  ])('%d', (ms, text) => expect(plain(formatDuration(ms))).toBe(text))

  it('holds only no-break spaces', () => {
    fc.assert(
      fc.property(fc.nat(), (ms) => {
        expect(formatDuration(ms)).not.toContain(' ')
      }),
    )
  })
})

describe('formatAge', () => {
  it.each([
    [1_649, '1.6 s'],
    [9_999, '9.9 s'],
    [14_200, '14 s'],
  ])('%d', (ms, text) => expect(plain(formatAge(ms))).toBe(text))
})

describe('formatClock', () => {
  const now = Date.parse('2026-11-21T14:06:19.500Z')
  it.each([
    ['2026-11-21T14:02:07.118Z', false, '14:02:07'],
    ['2026-11-21T14:02:07.118Z', true, '14:02:07.118'],
    ['2026-11-20T23:59:59.000Z', false, '11-20 23:59:59'],
    ['2025-11-21T14:02:07.000Z', false, '2025-11-21 14:02:07'],
  ])('%s', (iso, ms, text) => expect(plain(formatClock(Date.parse(iso), { now, ms }))).toBe(text))
})

describe('formatRate', () => {
  it.each([
    [0, '0'],
    [0.04, '< 0.1'],
    [8.27, '8.2'],
    [186_412.4, '186,412'],
  ])('%d', (rate, text) => expect(plain(formatRate(rate))).toBe(text))
})

describe('formatPercent', () => {
  it.each([
    [16.64, '16.6 %'],
    [100, '100 %'],
    [99.99, '99.9 %'],
    [0, '0 %'],
    [0.01, '< 0.1 %'],
    [-12.5, '\u221212.5 %'],
  ])('%d', (percent, text) => expect(plain(formatPercent(percent))).toBe(text))

  it('writes the plus of a change', () => expect(plain(formatPercent(4, { signed: true }))).toBe('+4 %'))
})
