import { expect, it } from 'vitest'
import { happening } from '@/components/live/live-store.fixture'
import { watchCause } from './watch-cause'

it('finds why a state znode was written among the events, by its subject and time', () => {
  const cause = { kind: 'broker-down', certainty: 'observed', sentence: 'broker 2 session expired' } as const
  const event = { ...happening('1'), at: 42, subject: 'partition:t/0', cause }
  const path = '/brokers/topics/t/partitions/0/state'
  expect(watchCause([{ ...event, cause: null }, event], path, 42)).toEqual(cause)
  expect(watchCause([event], path, 43)).toBeNull()
  expect(watchCause([event], '/brokers/topics/t/partitions/1/state', 42)).toBeNull()
  expect(watchCause([event], '/somewhere/else', 42)).toBeNull()
})
