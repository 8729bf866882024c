import type { ClientConnection } from '@/lib/rows/ensemble-session'
import { type AskOptions, checked, fourLetterWord } from '../four-letter'

/** A server may have thousands of clients, at some 200 bytes each. */
const MOST_BYTES = 4 * 1_024 * 1_024

/** Asks one server for the clients connected to it with `cons`; errors as `srvr`. */
export async function cons(host: string, port: number, options: AskOptions = {}): Promise<ClientConnection[]> {
  const text = await fourLetterWord(host, port, 'cons', { mostBytes: MOST_BYTES, ...options })
  return parseCons(text, `${host}:${port}`)
}

/**
 * Reads the answer to `cons`: a line for each connection, its address first. What has no session, as our own question, is
 * left out.
 *
 *     /127.0.0.1:54000[0](queued=0,recved=1,sent=0)
 *     /127.0.0.1:49698[1](queued=0,recved=66,sent=68,sid=0x100016b1cfd0001,lop=EXIS,est=1795289685161,to=6000,
 *       lcxid=0x40,lzxid=0x100000022,lresp=23803331,llat=3,minlat=0,avglat=3,maxlat=21)
 *
 * (one line). `lresp` counts from no known moment, and is not read.
 */
export function parseCons(text: string, server: string): ClientConnection[] {
  checked(text, 'cons', server)
  return [...text.matchAll(/^ *[^/\s]*\/(\S+)\[\d+\]\(([^)]*)\)/gm)].flatMap(([, address = '', list = '']) => {
    const facts = new Map(list.split(',').map((one) => one.split('=', 2) as [string, string | undefined]))
    const sessionId = facts.get('sid')
    if (sessionId === undefined || !/^0x[0-9a-f]{1,16}$/.test(sessionId) || sessionId === '0x0') return []
    const number = (name: string): number | null => {
      const value = facts.get(name)
      return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : null
    }
    const [min, avg, max] = [number('minlat'), number('avglat'), number('maxlat')]
    return [
      {
        server,
        sessionId,
        address,
        timeoutMs: number('to'),
        lastOperation: facts.get('lop') ?? null,
        establishedAt: number('est'),
        outstanding: number('queued'),
        latency: min === null || avg === null || max === null ? null : { min, avg, max },
        readFrom: 'cons' as const,
      },
    ]
  })
}
