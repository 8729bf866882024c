import { afterEach, describe, expect, it, vi } from 'vitest'
import { VivariumError } from '@/lib/errors'
import { LiveModel } from '../model/cluster-model'
import type { ServerReport } from '../zookeeper/four-letter'
import { parseSrvr } from '../zookeeper/four-letter'
import { EnsembleCollector } from './ensemble'

const LEADER: ServerReport = {
  version: '3.8.4',
  mode: 'leader',
  zxid: '0x100000005',
  latency: { min: 0, avg: 0.5, max: 4 },
  connections: 3,
  outstanding: 0,
  nodeCount: 31,
}
const SERVERS = [
  { host: 'zk1', port: 2181 },
  { host: 'zk2', port: 2182 },
]
const signal = new AbortController().signal

afterEach(() => {
  vi.restoreAllMocks()
})

/** A collector whose servers answer as said: a report, or the text of an answer, or an error. */
function collector(says: (server: string) => ServerReport | string | VivariumError) {
  const model = new LiveModel()
  const ensemble = new EnsembleCollector(SERVERS, model, async (host, port) => {
    const said = says(`${host}:${port}`)
    if (said instanceof Error) throw said
    return typeof said === 'string' ? parseSrvr(said, `${host}:${port}`) : said
  })
  const read = async () => {
    await ensemble.read(signal)
    model.flush()
    return model.current
  }
  return { read, model }
}

describe('EnsembleCollector', () => {
  it('writes what each server says of itself, less our own question', async () => {
    const { ensembleServer, ensembleNumbers } = await collector((server) =>
      server === 'zk1:2181' ? LEADER : { ...LEADER, mode: 'follower', connections: 1 },
    ).read()
    expect(ensembleServer.get('zk2:2182')).toEqual({
      server: 'zk2:2182',
      status: 'serving',
      since: null,
      mode: 'follower',
      version: '3.8.4',
      reason: null,
    })
    expect([...ensembleNumbers.values()].map(({ connections, znodes }) => [connections, znodes])).toEqual([
      [2, 31],
      [0, 31],
    ])
  })

  it.each([
    ['srvr is not executed because it is not in the whitelist.\n', 'silent', /set 4lw\.commands\.whitelist=srvr in/],
    ['This ZooKeeper instance is not currently serving requests\n', 'no-quorum', /^is up and serves no requests/],
    ['HTTP/1.1 400 Bad Request', 'not-answering', /^gave no ZooKeeper answer to srvr: another service, or a TLS port$/],
    [{ ...LEADER, mode: 'read-only' }, 'no-quorum', /^serves only reads/],
    [
      new VivariumError({ code: 'unreachable', message: 'zk1:2181 refused the connection' }),
      'not-answering',
      /^refused the connection$/,
    ],
  ])('understands %j', async (says, status, reason) => {
    const { ensembleServer, ensembleNumbers } = await collector(() => says).read()
    const server = ensembleServer.get('zk1:2181')
    expect(server).toMatchObject({ status, mode: null })
    expect(server?.reason).toMatch(reason)
    expect(ensembleNumbers.size).toBe(0)
  })

  it('dates changes it saw, and keeps the last version known', async () => {
    let says: ServerReport | VivariumError = LEADER
    const { read } = collector(() => says)
    const clock = vi.spyOn(Date, 'now')
    clock.mockReturnValue(1_000)
    expect((await read()).ensembleServer.get('zk1:2181')?.since).toBeNull()
    clock.mockReturnValue(2_000)
    says = { ...LEADER, mode: 'follower' }
    expect((await read()).ensembleServer.get('zk1:2181')?.since).toBe(2_000)
    clock.mockReturnValue(3_000)
    says = new VivariumError({ code: 'timeout', message: 'zk1:2181 did not answer srvr in 2000 ms' })
    const gone = await read()
    expect(gone.ensembleServer.get('zk1:2181')).toMatchObject({
      status: 'not-answering',
      since: 3_000,
      version: '3.8.4',
    })
    expect(gone.ensembleNumbers.size).toBe(0)
    clock.mockReturnValue(4_000)
    expect((await read()).ensembleServer.get('zk1:2181')?.since).toBe(3_000)
  })

  it('asks again when this process was held up, not the server', async () => {
    const clock = vi.spyOn(performance, 'now')
    clock.mockReturnValueOnce(0).mockReturnValueOnce(0).mockReturnValue(9_000)
    let asked = 0
    const { read } = collector(() => {
      asked += 1
      return asked > 2 ? LEADER : new VivariumError({ code: 'timeout', message: 'zk1:2181 did not answer' })
    })
    expect([...(await read()).ensembleServer.values()].map(({ status }) => status)).toEqual(['serving', 'serving'])
    expect(asked).toBe(4)
  })
})
