import { errorCode, errorMessage } from '@/lib/errors'
import type { ClientConnection, SessionsView } from '@/lib/rows/ensemble-session'
import { adminServer } from '../zookeeper/admin-server'
import type { AskOptions } from '../zookeeper/four-letter'
import { cons } from '../zookeeper/words/cons'
import { dump, type SessionDump } from '../zookeeper/words/dump'
import type { ServerAddress } from './ensemble-monitor'

const LIST_MS = 3_000
/** Asked for by a person who waits: it may take a large ensemble a moment. */
const DUMP_MS = 10_000
/** A word that was refused is asked for so seldom. */
const ASK_AGAIN_MS = 600_000

/** The clients of one server, or why it does not list them. */
export interface ServerClients {
  told: SessionsView['servers'][number]
  connections: ClientConnection[]
}

/** Who is connected to each server, and what each session holds, as far as the servers may tell. */
export class EnsembleClients {
  private readonly servers: readonly ServerAddress[]
  /** `word host:port` → when it was refused, epoch ms. */
  private readonly refusedAt = new Map<string, number>()

  constructor(servers: readonly ServerAddress[]) {
    this.servers = servers
  }

  /** Every server is asked with `cons`, else its AdminServer. Never rejects, but for the signal. */
  connections(signal?: AbortSignal): Promise<ServerClients[]> {
    return Promise.all(this.servers.map((server) => this.connectionsOf(server, signal)))
  }

  /** What every session holds: of the first server that may tell by `dump`, else by its AdminServer; null where none may. */
  async dump(signal?: AbortSignal): Promise<{ held: SessionDump; from: string } | null> {
    const options: AskOptions = { timeoutMs: DUMP_MS, ...(signal && { signal }) }
    const ways = [
      ...this.servers.map(({ host, port }) => ({
        from: `dump of ${host}:${port}`,
        ask: () => this.unlessRefused(`dump ${host}:${port}`, () => dump(host, port, options)),
      })),
      ...this.servers.flatMap(({ host, port, adminPort }) =>
        adminPort === null
          ? []
          : [
              {
                from: `the AdminServer of ${host}:${port}`,
                ask: () => this.unlessRefused(`http ${host}:${port}`, () => adminServer.dump(host, adminPort, options)),
              },
            ],
      ),
    ]
    for (const { from, ask } of ways) {
      signal?.throwIfAborted()
      const { value } = await ask()
      if (value !== null) return { held: value, from }
    }
    return null
  }

  private async connectionsOf({ host, port, adminPort }: ServerAddress, signal?: AbortSignal): Promise<ServerClients> {
    const server = `${host}:${port}`
    const options: AskOptions = { timeoutMs: LIST_MS, ...(signal && { signal }) }
    const byWord = await this.unlessRefused(`cons ${server}`, () => cons(host, port, options))
    if (byWord.value !== null) return { told: { server, readFrom: 'cons', reason: null }, connections: byWord.value }
    if (adminPort === null) return { told: { server, readFrom: null, reason: byWord.reason }, connections: [] }
    const byHttp = await this.unlessRefused(`connections ${server}`, () =>
      adminServer.connections(host, adminPort, options),
    )
    if (byHttp.value === null) {
      return { told: { server, readFrom: null, reason: `${byWord.reason}; ${byHttp.reason}` }, connections: [] }
    }
    const connections = byHttp.value.map((one) => ({ ...one, server }))
    return { told: { server, readFrom: 'AdminServer', reason: null }, connections }
  }

  private async unlessRefused<Value>(
    key: string,
    ask: () => Promise<Value>,
  ): Promise<{ value: Value; reason: null } | { value: null; reason: string }> {
    const [word = '', server = ''] = key.split(' ')
    const refusal = { value: null, reason: `does not allow the command ${word}` }
    if (Date.now() - (this.refusedAt.get(key) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_MS) return refusal
    try {
      return { value: await ask(), reason: null }
    } catch (error) {
      if (errorCode(error) === 'forbidden') {
        this.refusedAt.set(key, Date.now())
        return refusal
      }
      const message = errorMessage(error)
      return {
        value: null,
        reason: message.startsWith(server) ? message.slice(server.length).replace(/^:? /, '') : message,
      }
    }
  }
}
