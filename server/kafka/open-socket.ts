import { isIP, type Socket, connect as tcpConnect } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { type Address, formatAddress } from './address'
import { type ConnectStep, stepError, stepTimeout } from './connect-step'

/** A connected socket, TLS included. Errors: `unreachable` or `timeout`, naming the step; an abort destroys the socket. */
export function openSocket(address: Address, { tls, timeoutMs, signal, onStep }: SocketOptions): Promise<Socket> {
  const name = formatAddress(address)
  return new Promise((resolve, reject) => {
    let step: ConnectStep = isIP(address.host) ? 'TCP' : 'DNS'
    onStep(step)
    // noDelay from the start: small requests wait for answers, never for more bytes.
    const plain = tcpConnect({ ...address, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 })
    let socket: Socket = plain
    let timer = setTimeout(late, timeoutMs)

    function late() {
      fail(stepTimeout(step, name, timeoutMs))
    }
    function enter(next: ConnectStep) {
      step = next
      onStep(next)
      clearTimeout(timer)
      timer = setTimeout(late, timeoutMs)
    }
    function stop() {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      plain.removeListener('error', failed)
      socket.removeListener('error', failed)
      socket.removeListener('close', closed)
    }
    function fail(error: unknown) {
      stop()
      // A destroyed socket may still report an error; it has been told.
      plain.on('error', () => {})
      socket.on('error', () => {})
      socket.destroy()
      plain.destroy()
      reject(error)
    }
    function failed(error: Error) {
      fail(stepError(step, name, error, step === 'TLS' ? tlsHint(error) : undefined))
    }
    function closed() {
      fail(stepError(step, name, new Error('the other side closed the connection')))
    }
    function aborted() {
      fail(signal.reason)
    }
    function done() {
      stop()
      resolve(socket)
    }

    signal.addEventListener('abort', aborted)
    plain.on('error', failed)
    plain.once('lookup', (error) => {
      if (!error && step === 'DNS') enter('TCP')
    })
    plain.once('connect', () => {
      if (!tls) return done()
      enter('TLS')
      const servername = tls.servername ?? (isIP(address.host) ? undefined : address.host)
      socket = tlsConnect({ ...tls, socket: plain, host: address.host, ...(servername ? { servername } : {}) })
      socket.on('error', failed)
      socket.once('close', closed)
      socket.once('secureConnect', done)
    })
  })
}

/** TLS material, PEM; the names of Node's `tls.connect`. */
export interface TlsOptions {
  ca?: string | Buffer
  cert?: string | Buffer
  key?: string | Buffer
  passphrase?: string
  servername?: string
  /** False accepts any certificate; Node's default is true. */
  rejectUnauthorized?: boolean
}

/** How a socket is opened; `timeoutMs` counts for each of DNS, TCP and TLS. */
export interface SocketOptions {
  tls: TlsOptions | null
  timeoutMs: number
  signal: AbortSignal
  /** Told when TCP and TLS begin. */
  onStep: (step: ConnectStep) => void
}

function tlsHint(error: Error): string | undefined {
  const code = String((error as { code?: unknown }).code ?? '') // Node and OpenSSL put their own code on the error
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO') return 'this port may not speak TLS at all'
  if (/SELF_SIGNED|UNABLE_TO_/.test(code)) return 'give the authority that signed the certificate (ca)'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'the certificate is for another name: check the address or set servername'
  return undefined
}
