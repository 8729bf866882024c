import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { groupCluster, listed } from '@/lib/rows/group.fixture'
import { share } from '../index'
import type { Inspector } from '../inspector'
import { metricsResponse } from './metrics'

const ask = (host: string, query = '') =>
  metricsResponse(new Request(`http://localhost:8080/metrics${query}`, { headers: { host } }), {
    params: Promise.resolve({}),
  })

describe('metricsResponse', () => {
  beforeEach(() => {
    const model = groupCluster(Array.from({ length: 2_000 }, (_, index) => listed(`group-${index}`)))
    const cluster = { model: () => model, lag: () => ({ partitions: () => null }) }
    const metrics = { names: ['kafka_exporter'], partitions: true }
    // The parts of a running inspector that this answer looks at.
    share({
      config: { allowedHosts: ['localhost:8080'], metrics },
      clusters: () => [cluster],
    } as unknown as Inspector)
  })
  // What `share` put there; every copy of the module looks there.
  afterEach(() => void Reflect.deleteProperty(globalThis, Symbol.for('vivarium')))

  it('is text for Prometheus, whole to the last line', async () => {
    const response = await ask('localhost:8080')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const lines = (await response.text()).split('\n')
    expect(lines.filter((line) => line.startsWith('kafka_consumergroup_members{'))).toHaveLength(2_000)
    expect(lines.at(-2)).toMatch(/^vivarium_source_age_seconds\{/)
    expect(lines.at(-1)).toBe('')
  })

  it('leaves others a turn while it is sent', async () => {
    let turns = 0
    let counting = true
    const count = () => {
      turns += 1
      if (counting) setImmediate(count)
    }
    setImmediate(count)
    await (await ask('localhost:8080')).text()
    counting = false
    expect(turns).toBeGreaterThan(1)
  })

  it('is for the hosts of ours alone, and knows no parameters', async () => {
    expect((await ask('evil.example')).status).toBe(421)
    expect((await ask('localhost:8080', '?match[]=up')).status).toBe(400)
  })
})
