/**
 * Ends a cluster whose owner died. Started beside each cluster as `node guardian.mjs <run file>`; its standard input is
 * a pipe from the owner, so end of input means the owner is gone, however it went. A run file that is no longer there
 * means the owner has cleaned up itself.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { processIdentity, signalGroup } from './process-identity.mjs'

const PATIENCE_MS = 2_000
const runFile = process.argv[2]

for await (const _ of process.stdin);
if (existsSync(runFile)) {
  const lines = readFileSync(runFile, 'utf8').split('\n')
  // An owner killed while it wrote leaves half a line at the end.
  const entries = lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line)] : []))
  const { directory } = entries[0]
  for (const role of ['client', 'broker', 'zookeeper']) await end(entries.filter((entry) => entry.role === role))
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  rmSync(runFile, { force: true })
}

async function end(recorded) {
  const alive = recorded.filter((one) => signalGroup(one, 'SIGTERM'))
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline && alive.some((one) => processIdentity(one.pid) === one.identity)) await delay(50)
  for (const one of alive) signalGroup(one, 'SIGKILL')
  while (alive.some((one) => processIdentity(one.pid) === one.identity)) await delay(20)
}
