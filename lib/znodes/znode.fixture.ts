import type { Znode } from './znode'

/** A znode as a session reads it, for tests. */
export function znodeOf(path: string, data: string | null, stat: Partial<Znode['stat']> = {}): Znode {
  const all = {
    czxid: '0x19',
    mzxid: '0x20',
    ctime: 1_795_268_180_762,
    mtime: 1_795_268_180_800,
    version: 0,
    ephemeralOwner: '0x0',
  }
  return { path, data, stat: { ...all, ...stat } }
}
