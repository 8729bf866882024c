import { formatExact } from '../../format'
import type { MeaningTarget, ZnodeMeaning } from '../meaning'

/** A moment (epoch ms) in UTC, "2026-11-20 14:02:08.031 UTC"; "an unknown time" for a number that is none. */
export function moment(at: number): string {
  const date = new Date(at)
  if (!(at > 0) || Number.isNaN(date.getTime())) return 'an unknown time'
  return `${date.toISOString().slice(0, 23).replace('T', ' ')} UTC`
}

/** The words of a field that holds epoch ms as text. */
export function momentWords(value: string): string | null {
  return /^\d{1,16}$/.test(value) ? moment(Number(value)) : null
}

/** "1 broker", "3 brokers", "no brokers". */
export function count(n: number, one: string, many = `${one}s`): string {
  return n === 0 ? `no ${many}` : `${formatExact(n)} ${n === 1 ? one : many}`
}

/** "1", "1 and 2", "1, 2 and 3"; "nobody" for none. After `most` the rest is counted. */
export function listed(items: readonly (string | number)[], most = 8): string {
  if (items.length === 0) return 'nobody'
  if (items.length > most) return `${items.slice(0, most).join(', ')} and ${formatExact(items.length - most)} more`
  if (items.length === 1) return String(items[0])
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** Links to brokers, each once and at most eight of them; ids below zero are no brokers. */
export function brokerLinks(ids: readonly number[]): ZnodeMeaning['links'] {
  const brokers = [...new Set(ids)].filter((id) => id >= 0).slice(0, 8)
  return brokers.map((id) => link(`Broker ${id}`, { kind: 'broker', id }))
}

/** A link with its label. */
export function link(label: string, target: MeaningTarget): ZnodeMeaning['links'][number] {
  return { label, target }
}

/** A sentence's first letter as capital. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
