import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { createTopics, untilComplete } from '@/e2e/cluster/kafka-admin'
import { readWithShell } from '@/e2e/cluster/zookeeper-shell'
import { znodeExportAnswer } from '@/lib/api/znode-export-answer'
import type { ZnodeHit, ZnodeSearchMessages } from '@/lib/views/znode-search'
import { type ObservedSession, observedSession } from '../zookeeper/testing/live-session'
import { ZnodeWriter } from '../zookeeper/testing/znode-writer'
import { subtree } from './subtree'
import { ZnodeWalks } from './znode-walks'

const SECRET = 'canary-secret'

describe('walks over the tree of a real cluster', () => {
  let cluster: Cluster
  let observed: ObservedSession
  let writer: ZnodeWriter
  let walks: ZnodeWalks
  const { signal } = new AbortController()

  beforeAll(async () => {
    cluster = await startCluster({ brokers: 1 })
    const connect = cluster.zookeeperConnect ?? ''
    observed = observedSession({ connect })
    writer = await ZnodeWriter.open(connect)
    await observed.live(1)
    walks = new ZnodeWalks(observed.session, async () => '/')
    await untilComplete(cluster.bootstrap)
    await createTopics(cluster, [{ name: 'orders', partitions: 40, replicationFactor: 1 }])
    const scram = `SCRAM-SHA-256=[password=${SECRET}],SCRAM-SHA-512=[password=${SECRET}]`
    await cluster.cli.run('configs', [
      '--alter',
      '--entity-type',
      'users',
      '--entity-name',
      'ann',
      '--add-config',
      scram,
    ])
    await writer.create('/planted')
    await writer.create('/planted/json', `{"db.password":"${SECRET}","leader":7}`)
    await writer.create('/planted/packed', gzipSync(`{"api.key":"${SECRET}"}`))
    await writer.create('/planted/bytes', Buffer.concat([Buffer.from(`password=${SECRET}`), Buffer.from([0xff])]))
  }, 120_000)

  afterAll(async () => {
    writer?.close()
    await observed?.session.close()
    await cluster?.stop()
  })

  async function exported(path: string) {
    const walk = await walks.exporting({ cluster: 'shop', path }, signal)
    let text = ''
    for await (const piece of walk.begin()) text += piece
    walk.stop()
    return { text, document: znodeExportAnswer.parse(JSON.parse(text)) }
  }

  async function search(query: { path?: string; name?: string; content?: string; limit?: number }) {
    const walk = await walks.searching({ path: '/', name: '', content: '', limit: 1_000, ...query }, signal)
    const hits: ZnodeHit[] = []
    let end: ZnodeSearchMessages['end'] | null = null
    await walk.begin(async (name, message) => {
      // The name decides the type; TypeScript cannot follow that through a generic.
      if (name === 'hit') hits.push(message as ZnodeHit)
      if (name === 'end') end = message as ZnodeSearchMessages['end']
    })
    return { hits, end: end as ZnodeSearchMessages['end'] | null }
  }

  it('export what zookeeper-shell lists with ls -R, and leave no watch', async () => {
    const before = observed.session.metrics().watchesSet
    const { document } = await exported('/')
    const shell = await readWithShell(cluster.cli, [])
    expect(document).toMatchObject({ complete: true, cluster: 'shop', path: '/' })
    expect(document.nodes).toHaveLength(shell.paths.length)
    expect(new Set(document.nodes.map(({ path }) => path))).toEqual(new Set(shell.paths))
    const topic = document.nodes.find(({ path }) => path === '/brokers/topics/orders')
    expect(topic?.data?.text).toContain('"partitions":{')
    expect(topic?.stat?.version).toBe(0)
    expect(observed.session.metrics().watchesSet).toBe(before)
    const part = await exported('/brokers/topics/orders')
    expect(part.document.nodes.map(({ path }) => path)).toEqual(
      document.nodes.map(({ path }) => path).filter((path) => path.startsWith('/brokers/topics/orders')),
    )
  })

  it('export no secret, wherever it is planted', async () => {
    // Only now: the shell gives up a list at the first node that it may not read.
    const hash = createHash('sha1').update('owner:hush').digest('base64')
    await writer.create('/planted/denied', SECRET, { acl: ['digest', `owner:${hash}`] })
    await writer.create('/planted/own', 'mine', { acl: ['digest', `owner:${hash}`] })
    const { text, document } = await exported('/')
    const raw = String((await observed.session.get('/config/users/ann')).data)
    const secrets = [...raw.matchAll(/(?:salt|stored_key|server_key)=([^,"]+)/g)].map(([, secret]) => secret ?? '')
    expect(secrets).toHaveLength(6)
    for (const secret of [SECRET, ...secrets]) expect(text).not.toContain(secret)
    const packed = (await observed.session.get('/planted/packed')).data
    expect(text).not.toContain(packed?.toString('base64').slice(16, 40))
    const denied = document.nodes.find(({ path }) => path === '/planted/denied')
    expect(denied?.refused).toMatchObject([{ code: 'forbidden' }])
    expect(document.nodes.find(({ path }) => path === '/planted/packed')?.data).toMatchObject({
      encoding: 'gzip',
      text: '{"api.key":"***"}',
      masked: true,
    })
  })

  it('search by name and by masked content', async () => {
    const states = await search({ path: '/brokers', name: '/^state$/', content: '"leader":1' })
    expect(states.hits).toHaveLength(40)
    const [first] = states.hits
    expect(first?.path).toBe('/brokers/topics/orders/partitions/0/state')
    expect(first?.excerpt?.text.slice(first.excerpt.from, first.excerpt.to)).toBe('"leader":1')
    expect(states.end).toMatchObject({ reason: 'done', matched: 40 })
    expect((await search({ content: SECRET })).hits).toEqual([])
    expect((await search({ content: 'canary' })).hits).toEqual([])
    const words = await search({ content: '"leader":7' })
    expect(words.hits.map(({ path }) => path)).toEqual(['/planted/json'])
    expect(words.end).toMatchObject({ refused: { forbidden: 2 } })
  })

  it('keep their pace, and other reads go on in between', async () => {
    await writer.create('/many')
    await writer.createAll(Array.from({ length: 6_000 }, (_, index) => `/many/n-${index}`))
    const startedAt = performance.now()
    let slowest = 0
    let walked = 0
    let reading = true
    const reader = (async () => {
      while (reading) {
        const askedAt = performance.now()
        await observed.session.get('/controller')
        slowest = Math.max(slowest, performance.now() - askedAt)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    for await (const node of subtree(observed.session, '/many', { data: true })) walked = node.walked
    reading = false
    await reader
    const seconds = (performance.now() - startedAt) / 1_000
    console.warn(`${walked} nodes in ${seconds.toFixed(2)} s; another read took ${Math.round(slowest)} ms at most`)
    expect(walked).toBe(6_001)
    expect(walked / seconds).toBeLessThan(2_050)
  })
})
