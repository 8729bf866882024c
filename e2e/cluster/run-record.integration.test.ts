import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { cacheDirectory } from './cache-directory'
import { processIdentity } from './process-identity.mjs'
import { until } from './until'

const program = fileURLToPath(new URL('./run.ts', import.meta.url))
let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGTERM')
})

/** Starts a program with a small cluster, and returns what the cluster consists of. */
async function programWithCluster() {
  const started = spawn(process.execPath, ['--import', 'tsx', program, '--brokers', '1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  let printed = ''
  started.stdout.on('data', (chunk) => {
    printed += chunk
  })
  await until('the cluster is up', () => printed.includes('Ctrl-C'), 60_000)
  const pids = (/processes +(.*)/.exec(printed)?.[1] ?? '').split(' ').map(Number)
  const directory = /directory +(.*)/.exec(printed)?.[1] ?? ''
  expect(pids).toHaveLength(2)
  expect(existsSync(directory)).toBe(true)
  const alive = () => pids.filter((pid) => processIdentity(pid) !== null)
  expect(alive()).toEqual(pids)
  const runFiles = () =>
    readdirSync(join(cacheDirectory(), 'runs')).filter((name) => name.startsWith(`${started.pid}-`))
  expect(runFiles()).toHaveLength(1)
  return { started, directory, alive, runFiles }
}

describe('the processes of a cluster', () => {
  it('end soon after their owner got SIGKILL, and leave nothing behind', async () => {
    const { started, directory, alive, runFiles } = await programWithCluster()
    started.kill('SIGKILL')
    await until('no process, no directory and no record is left', () => {
      return alive().length === 0 && !existsSync(directory) && runFiles().length === 0
    })
  })

  it('end before their owner does on Ctrl-C', async () => {
    const { started, directory, alive, runFiles } = await programWithCluster()
    started.kill('SIGINT')
    await until('the program has ended', () => started.exitCode !== null)
    expect(started.exitCode).toBe(0)
    expect(alive()).toEqual([])
    expect(existsSync(directory)).toBe(false)
    expect(runFiles()).toEqual([])
  })
})
