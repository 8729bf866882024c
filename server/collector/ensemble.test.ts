import { afterEach, describe, expect, it, vi } from 'vitest'
import { VivariumError } from '@/lib/errors'
import { LiveModel } from '../model/cluster-model'
import { type MonitorReport, parseMntr } from '../zookeeper/words/mntr'
import { MNTR_35_LEADER } from '../zookeeper/words/recorded-words.fixture'
import { parseSrvr, type ServerReport } from '../zookeeper/words/srvr'
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
  { host: 'zk1', port: 2181, adminPort: null },
  { host: 'zk2', port: 2182, adminPort: 8080 },
]
const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const signal = new AbortController().signal

afterEach(() => {
  vi.restoreAllMocks()
})

type Says<Report> = (server: string) => Report | VivariumError
const forbidden = (word: string) => (server: string) =>
  new VivariumError({ code: 'forbidden', message: `${server} does not allow the command ${word}` })

/** A collector whose servers answer as said: a report, or the text of an answer, or an error; nothing more by default. */
function collector(
  says: Says<ServerReport | string>,
  more: { mntr?: Says<MonitorReport>; stats?: Says<ServerReport>; monitor?: Says<MonitorReport> } = {},
) {
  const model = new LiveModel()
  const asked: string[] = []
  const word =
    <Report>(name: string, answer: Says<Report>) =>
    async (host: string, port: number) => {
      asked.push(`${name} ${host}:${port}`)
      const said = answer(`${host}:${port}`)
      if (said instanceof Error) throw said
      return said
    }
  const late = vi.fn()
  const ensemble = new EnsembleCollector(SERVERS, model, late, {
    srvr: word('srvr', (server) => {
      const said = says(server)
      return typeof said === 'string' ? parseSrvr(said, server) : said
    }),
    mntr: word('mntr', more.mntr ?? forbidden('mntr')),
    stats: word('stats', more.stats ?? forbidden('stats')),
    monitor: word('monitor', more.monitor ?? forbidden('monitor')),
  })
  const read = async () => {
    asked.length = 0
    await ensemble.read(signal)
    model.flush()
    return model.current
  }
  return { read, model, asked, late }
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
      lateSince: null,
    })
    expect([...ensembleNumbers.values()].map(({ connections, znodes }) => [connections, znodes])).toEqual([
      [2, 31],
      [0, 31],
    ])
  })

  it.each([
    [
      'srvr is not executed because it is not in the whitelist.\n',
      'silent',
      /set 4lw\.commands\.whitelist=srvr,mntr,cons in/,
    ],
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
    says = new VivariumError({ code: 'unreachable', message: 'zk1:2181 refused the connection', cause: REFUSED })
    const gone = await read()
    expect(gone.ensembleServer.get('zk1:2181')).toMatchObject({
      status: 'not-answering',
      since: 3_000,
      version: '3.8.4',
    })
    expect([gone.ensembleNumbers.size, gone.ensembleMonitor.size]).toEqual([0, 0])
    clock.mockReturnValue(4_000)
    expect((await read()).ensembleServer.get('zk1:2181')?.since).toBe(3_000)
  })

  it('lets one missed answer stand as late, and dates the silence by the first', async () => {
    let says: ServerReport | VivariumError = LEADER
    const { read, late } = collector(() => says)
    const server = async () => (await read()).ensembleServer.get('zk1:2181')
    const clock = vi.spyOn(Date, 'now')
    clock.mockReturnValue(1_000)
    await read()
    clock.mockReturnValue(2_000)
    says = new VivariumError({ code: 'timeout', message: 'zk1:2181 did not answer srvr in 2000 ms' })
    const reason = 'did not answer srvr in 2000 ms'
    expect(await server()).toMatchObject({ status: 'serving', mode: 'leader', since: null, lateSince: 2_000, reason })
    expect(late).toHaveBeenCalledOnce()
    clock.mockReturnValue(3_000)
    says = LEADER
    expect(await server()).toMatchObject({ status: 'serving', since: null, lateSince: null, reason: null })
    clock.mockReturnValue(4_000)
    says = new VivariumError({ code: 'unreachable', message: 'zk1:2181 cut the connection' })
    const model = await read()
    expect([model.ensembleServer.get('zk1:2181')?.lateSince, model.ensembleNumbers.size]).toEqual([4_000, 2])
    clock.mockReturnValue(5_000)
    expect(await server()).toMatchObject({ status: 'not-answering', mode: null, since: 4_000, lateSince: null })
    expect(late).toHaveBeenCalledTimes(2)
  })

  it('takes from the AdminServer what srvr may not tell', async () => {
    const { read } = collector(forbidden('srvr'), { stats: () => ({ ...LEADER, connections: 2 }) })
    const { ensembleServer, ensembleNumbers } = await read()
    expect([...ensembleServer.values()].map(({ status }) => status)).toEqual(['silent', 'serving'])
    expect([...ensembleNumbers.values()]).toMatchObject([{ readFrom: 'AdminServer', connections: 2 }])
  })

  it('takes the rest from mntr, else from the AdminServer, else says why not', async () => {
    const report = parseMntr(MNTR_35_LEADER, 'zk')
    const { uptimeMs: _none, ...told } = report
    const { read } = collector(() => LEADER, { mntr: () => report })
    expect((await read()).ensembleMonitor.get('zk1:2181')).toEqual({
      server: 'zk1:2181',
      readFrom: 'mntr',
      reason: null,
      mntrRefused: false,
      report: { ...told, startedAt: null },
    })
    const other = await collector(() => LEADER, { monitor: () => report }).read()
    expect([...other.ensembleMonitor.values()]).toMatchObject([
      { readFrom: null, mntrRefused: true, reason: 'does not allow the command mntr', report: null },
      { readFrom: 'AdminServer', mntrRefused: true, reason: null },
    ])
  })

  it('asks again for what was refused only after ten minutes, or when the server was started anew', async () => {
    let says: ServerReport | VivariumError = LEADER
    const { read, asked } = collector(() => says)
    const monitors = () => asked.filter((one) => !one.startsWith('srvr'))
    const clock = vi.spyOn(Date, 'now')
    clock.mockReturnValue(0)
    await read()
    expect(monitors()).toEqual(['mntr zk1:2181', 'mntr zk2:2182', 'monitor zk2:8080'])
    clock.mockReturnValue(599_999)
    await read()
    expect(monitors()).toEqual([])
    clock.mockReturnValue(600_000)
    await read()
    expect(monitors()).toHaveLength(3)
    says = new VivariumError({ code: 'unreachable', message: 'zk1:2181 refused the connection', cause: REFUSED })
    await read()
    says = LEADER
    await read()
    expect(monitors()).toHaveLength(3)
  })

  it('dates the start of a server once', async () => {
    let uptimeMs = 1_000
    const { read } = collector(() => LEADER, { mntr: () => ({ ...parseMntr(MNTR_35_LEADER, 'zk'), uptimeMs }) })
    const startedAt = async () => (await read()).ensembleMonitor.get('zk1:2181')?.report?.startedAt
    const clock = vi.spyOn(Date, 'now')
    clock.mockReturnValue(50_000)
    expect(await startedAt()).toBe(49_000)
    clock.mockReturnValue(55_000)
    uptimeMs = 5_900
    expect(await startedAt()).toBe(49_000)
    uptimeMs = 10
    expect(await startedAt()).toBe(54_990)
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
