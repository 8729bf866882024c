import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const launcher = fileURLToPath(new URL('./launch.mjs', import.meta.url))
const CANARY = 'canary-90fe12'

/** Runs the launcher as a person would, from a folder that is not the repository. */
async function launch(env: Record<string, string>, ...flags: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const options = { cwd: tmpdir(), env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test' as const, ...env } }
    execFile(process.execPath, [launcher, ...flags], options, (error, stdout, stderr) => {
      // execFile puts the exit code of a process that ran on the error.
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr })
    })
  })
}

describe('the launcher', { timeout: 30_000 }, () => {
  it('ends with 78 and every problem when the configuration is wrong', async () => {
    const { code, said } = await launch({ KAFKA_BROKER: 'a:1', KAFKA_BROKERS: 'a:1', PORT: 'x' }, '--dve')
    expect(code).toBe(78)
    expect(said.trim().split('\n')).toHaveLength(3)
    expect(said).toMatch(/nearest is --dev/)
  })

  it('prints help and ends with 0, even when nothing is configured', async () => {
    const { code, said } = await launch({}, '--help')
    expect(code).toBe(0)
    expect(said).toContain('ZOOKEEPER_CONNECT')
  })

  it('prints the effective configuration without secrets, and ends with 0', async () => {
    const env = { KAFKA_BROKERS: 'a:1', KAFKA_SASL_MECHANISM: 'PLAIN', KAFKA_SASL_USERNAME: 'u' }
    const { code, said } = await launch({ ...env, KAFKA_SASL_PASSWORD: CANARY }, '--print-config', '--port=9191')
    expect(code).toBe(0)
    expect(said).toContain('port: 9191')
    expect(said).toContain('password: "***"')
    expect(said).not.toContain(CANARY)
  })

  it('names the key to change when the port is taken, and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    // A TCP server's address is an object with the port.
    const { port } = taken.address() as { port: number }
    const { code, said } = await launch({ KAFKA_BROKERS: 'a:1', PORT: String(port) })
    taken.close()
    expect(code).toBe(1)
    expect(said).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(said).toContain('--port')
  })
})
