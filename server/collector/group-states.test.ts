import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { VivariumError } from '@/lib/errors'
import type { StatesLook } from '../history/states-look'
import type { KafkaClient } from '../kafka/client'
import { GroupStates } from './group-states'

type Answer = Awaited<ReturnType<KafkaClient['listGroups']>>

const cleanUp: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  for (const step of cleanUp.splice(0)) step()
  vi.useRealTimers()
})

/** Brokers 1 and 2, each with a script of its own. */
function looking(script: (broker: number) => string[] | Error | Promise<Answer>) {
  const asked: number[] = []
  const looks: StatesLook[] = []
  const onChange = vi.fn()
  const kafka = {
    brokers: () => [1, 2].map((id) => ({ id, host: 'k', port: 9092, rack: null })),
    listGroups: async (broker: number, options?: { states?: string[] }): Promise<Answer> => {
      expect(options?.states).toContain('PreparingRebalance')
      asked.push(broker)
      const said = script(broker)
      if (said instanceof Error) throw said
      if (!Array.isArray(said)) return said
      return { groups: said.map((id) => ({ id, protocolType: 'consumer', type: null, state: null })), error: null }
    },
  }
  const states = new GroupStates(kafka, [{ look: (look) => looks.push(look) }], onChange)
  cleanUp.push(() => states.stop())
  states.start()
  return { asked, looks, onChange, states }
}

it('asks every broker once a second, and tells when other groups rebalance', async () => {
  let groups: string[] = []
  const { looks, onChange } = looking((broker) => (broker === 1 ? groups : []))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(looks.map(({ broker }) => broker)).toEqual([1, 2, 1, 2])
  expect(looks[0]?.previousAt).toBeNull()
  expect((looks[2]?.at ?? 0) - (looks[2]?.previousAt ?? 0)).toBe(1_000)
  expect(onChange).not.toHaveBeenCalled()
  groups = ['billing']
  await vi.advanceTimersByTimeAsync(2_000)
  expect(onChange).toHaveBeenCalledTimes(1)
  groups = []
  await vi.advanceTimersByTimeAsync(1_000)
  expect(onChange).toHaveBeenCalledTimes(2)
  expect(looks.filter(({ broker }) => broker === 1).map(({ groups: found }) => [...found])).toEqual([
    [],
    [],
    ['billing'],
    ['billing'],
    [],
  ])
})

it('goes on with the others when one broker does not answer, and lets one rest that fails', async () => {
  const silent = looking((broker) => (broker === 1 ? new Promise(() => undefined) : []))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(silent.asked).toEqual([1, 2, 2, 2, 2, 2])
  const failing = looking((broker) => (broker === 1 ? new Error('gone') : []))
  await vi.advanceTimersByTimeAsync(7_000)
  expect(failing.asked.filter((broker) => broker === 1)).toHaveLength(2)
  expect(failing.looks.map(({ broker }) => broker)).toEqual([2, 2, 2, 2, 2, 2, 2])
})

it('asks a broker that cannot select by state again after minutes only', async () => {
  const tooOld = new VivariumError({ code: 'unsupported', message: 'ListGroups v3' })
  const { asked } = looking((broker) => (broker === 1 ? tooOld : []))
  await vi.advanceTimersByTimeAsync(302_000)
  expect(asked.filter((broker) => broker === 1)).toHaveLength(2)
})

it('asks nobody any more once it is stopped', async () => {
  const { asked, states } = looking(() => [])
  states.stop()
  await vi.advanceTimersByTimeAsync(2_000)
  states.start()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toEqual([])
})
