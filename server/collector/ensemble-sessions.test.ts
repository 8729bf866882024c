import { describe, expect, it } from 'vitest'
import { emptyCluster } from '@/lib/model/cluster'
import { EnsembleSessions } from './ensemble-sessions'

const STAT = {
  czxid: '0x1',
  mzxid: '0x1',
  pzxid: '0x1',
  ctime: 100,
  mtime: 100,
  version: 0,
  cversion: 0,
  aversion: 0,
  ephemeralOwner: '0x0',
  dataLength: 0,
  numChildren: 0,
}

/** A tree of `/` and ephemeral `/lock`, whose listing waits until it is let go; no server is named. */
function sessions() {
  const listings: string[] = []
  const waiting: (() => void)[] = []
  const session = {
    get: async () => ({ data: null, stat: STAT }),
    exists: async (path: string) =>
      path === '/lock' ? { ...STAT, ephemeralOwner: '0xa' } : { ...STAT, numChildren: 1 },
    children: async (path: string) => {
      listings.push(path)
      await new Promise<void>((resolve) => waiting.push(resolve))
      return { names: path === '/' ? ['lock'] : [], stat: STAT }
    },
    getAcl: async () => ({ acl: [], stat: STAT }),
  }
  const release = async () => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0)
    for (const go of waiting.splice(0)) go()
  }
  const reader = new EnsembleSessions({ session, servers: [], chroot: null, model: emptyCluster })
  return { reader, listings, release }
}

describe('EnsembleSessions', () => {
  it('lets one look everywhere at a time', async () => {
    const { reader, release } = sessions()
    const first = reader.read('everything')
    await expect(reader.read('everything')).rejects.toMatchObject({ code: 'busy' })
    await release()
    expect((await first).sessions).toMatchObject([{ sessionId: '0xa', holds: [{ path: '/lock', since: 100 }] }])
    const again = reader.read('everything')
    await release()
    expect((await again).znodesFrom).toBe('a walk over 2 znodes')
  })

  it('ends the walk of one that leaves', async () => {
    const { reader, listings, release } = sessions()
    const left = new AbortController()
    const walk = reader.read('everything', left.signal)
    await expect.poll(() => listings).toEqual(['/'])
    left.abort(new Error('left'))
    await release()
    await expect(walk).rejects.toThrow('left')
  })

  it('shares one reading of what is known among those who ask at once', async () => {
    const { reader, listings, release } = sessions()
    const both = Promise.all([reader.read('known'), reader.read('known')])
    await release()
    const [one, other] = await both
    expect(one).toBe(other)
    expect(listings).toEqual(['/consumers'])
    expect(one.znodesMissing).toBe('the brokers have not been read completely yet')
  })
})
