import { get } from 'node:http'
import { errorMessage, VivariumError } from '@/lib/errors'
import type { AskOptions } from './four-letter'
import { socketReason } from './socket-reason'

/** Fields of an answer; whole numbers of 16 digits and more as text, for sessions and zxids are longs. */
export type AdminFields = Readonly<Record<string, unknown>>

/** Commands we give: none of them changes anything. `connections` and `dump` cost the server a walk over all its clients. */
export type AdminCommand = 'stats' | 'monitor' | 'connections' | 'dump'

const MOST_BYTES = 16 * 1_024 * 1_024

/** What an AdminServer answers to a command, as JSON over HTTP; errors as `adminServer`. */
export async function adminAnswer(
  host: string,
  port: number,
  command: AdminCommand,
  options: AskOptions,
): Promise<AdminFields> {
  const { status, text } = await httpGet(host, port, command, options)
  const failed = (code: 'forbidden' | 'unsupported' | 'busy', why: string) =>
    new VivariumError({ code, message: `the AdminServer at ${host}:${port} ${why}` })
  if (status === 401 || status === 403) throw failed('forbidden', `does not allow the command ${command}`)
  let answer: AdminFields
  try {
    answer = fieldsOf(JSON.parse(exactNumbers(text)))
  } catch {
    throw noAdminAnswer(host, port, command)
  }
  const { error } = answer
  if (answer['command'] !== command) throw noAdminAnswer(host, port, command)
  if (typeof error === 'string') {
    throw /not currently serving/.test(error)
      ? failed('busy', 'serves no requests: no quorum')
      : failed('unsupported', error)
  }
  return answer
}

function httpGet(
  host: string,
  port: number,
  command: AdminCommand,
  { timeoutMs = 2_000, mostBytes = MOST_BYTES, signal }: AskOptions,
): Promise<{ status: number; text: string }> {
  const server = `the AdminServer at ${host}:${port}`
  return new Promise((resolve, reject) => {
    const fail = (error: VivariumError) => {
      clearTimeout(limit)
      reject(error)
      request.destroy()
    }
    const path = `/commands/${command}`
    // `agent: false`: no connection is kept open.
    const request = get({ host, port, path, agent: false, ...(signal === undefined ? {} : { signal }) }, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes <= mostBytes) return
        const message = `${server} answered ${command} with over ${Math.round(mostBytes / 1_024)} kB`
        fail(new VivariumError({ code: 'too-large', message }))
      })
      response.on('end', () => {
        clearTimeout(limit)
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
      })
      response.on('error', cut)
    })
    const cut = (cause: Error) => {
      const message = socketReason(cause, server) ?? `${server} cut the connection: ${errorMessage(cause)}`
      fail(new VivariumError({ code: 'unreachable', message, cause }))
    }
    const limit = setTimeout(() => {
      fail(new VivariumError({ code: 'timeout', message: `${server} did not answer ${command} in ${timeoutMs} ms` }))
    }, timeoutMs)
    request.on('error', cut)
  })
}

/** JSON with the whole numbers that JSON.parse would bend put in quotes. */
export function exactNumbers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+])-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  )
}

/** The answer is none: another service, or a command it does not know. */
export function noAdminAnswer(host: string, port: number, command: AdminCommand): VivariumError {
  return new VivariumError({
    code: 'unsupported',
    message: `${host}:${port} gave no answer of an AdminServer to ${command}`,
  })
}

/** The fields of an object; of anything else none. */
export function fieldsOf(value: unknown): AdminFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
