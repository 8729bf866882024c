/** Why a socket to a server (`host:port`) failed, for a person; null for a reset, of which the moment says more than the error. */
export function socketReason(error: Error, server: string | null): string | null {
  const code = (error as NodeJS.ErrnoException).code // net sockets fail with errno errors
  if (code === 'ECONNREFUSED') return `${server} refused the connection`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The host name of ${server} is not known`
  if (code === 'ECONNRESET' || code === 'EPIPE') return null
  return `${server}: ${error.message}`
}
