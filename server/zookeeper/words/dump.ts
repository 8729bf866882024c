import { type AskOptions, checked, fourLetterWord } from '../four-letter'

/** Every session of the ensemble that holds ephemeral znodes: id (`0x…`) → absolute paths, the chroot included. */
export type SessionDump = ReadonlyMap<string, readonly string[]>

const MOST_BYTES = 16 * 1_024 * 1_024

/** Asks one server for all ephemeral znodes and their sessions with `dump`: only when a person asks, for it costs. Errors as `srvr`. */
export async function dump(host: string, port: number, options: AskOptions = {}): Promise<SessionDump> {
  const text = await fourLetterWord(host, port, 'dump', { mostBytes: MOST_BYTES, ...options })
  return parseDump(text, `${host}:${port}`)
}

/**
 * Reads the answer to `dump`.
 *
 *     SessionTracker dump:
 *     Global Sessions(1):
 *     0x100016b1cfd0001	6000ms
 *     ephemeral nodes dump:
 *     Sessions with Ephemerals (1):
 *     0x100016b1cfd0001:
 *     	/kafka/controller
 *     	/kafka/brokers/ids/1
 *     Connections dump:
 *     Connections Sets (2)/(2):
 */
export function parseDump(text: string, server: string): SessionDump {
  checked(text, 'dump', server)
  const held = new Map<string, string[]>()
  let paths: string[] | null = null
  const [, nodes = ''] = text.split(/^ephemeral nodes dump:$/m)
  for (const line of nodes.split('\n')) {
    const sessionId = /^(0x[0-9a-f]{1,16}):$/.exec(line)?.[1]
    if (sessionId !== undefined) {
      paths = []
      held.set(sessionId, paths)
    } else if (line.startsWith('\t/')) paths?.push(line.slice(1))
    else paths = null
  }
  return held
}
