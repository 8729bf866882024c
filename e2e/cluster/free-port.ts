import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Ports of 127.0.0.1 on which nothing listens. They lie below the range from which the system picks ports for outgoing
 * connections (from 32768 on Linux), so that a server that is down for a while finds its port free when it returns.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>()
  while (found.size < count) {
    const port = randomInt(20_000, 32_000)
    if (!found.has(port) && (await isFree(port))) found.add(port)
  }
  return [...found]
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
