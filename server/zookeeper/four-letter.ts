import { connect } from 'node:net'
import { VivariumError } from '@/lib/errors'
import { socketReason } from './socket-reason'

/** How long and how much: defaults 2 s and 256 kB. */
export interface AskOptions {
  timeoutMs?: number
  mostBytes?: number
  signal?: AbortSignal
}

/** The words we say: none of them changes anything. `cons` and `dump` cost the server a walk over all its clients. */
export type FourLetterWord = 'srvr' | 'mntr' | 'cons' | 'dump'

/**
 * What a server says to a four-letter word: plain TCP on the client port, one word, then the server closes.
 *
 * Errors: `forbidden` when the server does not allow the word (only `srvr` is allowed by default since 3.5.3), `busy`
 * when it is up and has no quorum, `unreachable`, `timeout`, `too-large`.
 */
export async function fourLetterWord(
  host: string,
  port: number,
  word: FourLetterWord,
  options: AskOptions = {},
): Promise<string> {
  return checked(await ask(host, port, word, options), word, `${host}:${port}`)
}

/** The answer, unless it is one of the two refusals every word may meet; `server` is for the messages. */
export function checked(text: string, word: FourLetterWord, server: string): string {
  if (/^\w+ is not executed because it is not in the whitelist/.test(text)) {
    throw new VivariumError({
      code: 'forbidden',
      message: `${server} does not allow the command ${word}`,
      hint: `Set 4lw.commands.whitelist=${word} in the configuration of the ZooKeeper server`,
    })
  }
  if (/^This ZooKeeper instance is not currently serving requests/.test(text)) {
    throw new VivariumError({ code: 'busy', message: `${server} is up and serves no requests: no quorum` })
  }
  return text
}

function ask(
  host: string,
  port: number,
  word: FourLetterWord,
  { timeoutMs = 2_000, mostBytes = 256 * 1_024, signal }: AskOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const socket = connect({ host, port, ...(signal === undefined ? {} : { signal }) })
    const fail = (error: VivariumError) => {
      clearTimeout(limit)
      socket.destroy()
      reject(error)
    }
    const limit = setTimeout(() => {
      fail(new VivariumError({ code: 'timeout', message: `${host}:${port} did not answer ${word} in ${timeoutMs} ms` }))
    }, timeoutMs)
    socket.on('connect', () => socket.write(word))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > mostBytes) {
        const limitKb = Math.round(mostBytes / 1_024)
        fail(
          new VivariumError({ code: 'too-large', message: `${host}:${port} answered ${word} with over ${limitKb} kB` }),
        )
      }
    })
    socket.on('error', (cause) => {
      const message = socketReason(cause, `${host}:${port}`) ?? `${host}:${port} cut the connection`
      fail(new VivariumError({ code: 'unreachable', message, cause }))
    })
    socket.on('close', () => {
      clearTimeout(limit)
      if (bytes > 0) return resolve(Buffer.concat(chunks).toString('utf8'))
      reject(
        new VivariumError({ code: 'unreachable', message: `${host}:${port} closed the connection without an answer` }),
      )
    })
  })
}
