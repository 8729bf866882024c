import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** Clock ticks a second in /proc on Linux. */
const TICKS = 100

/** Share of one core (percent) a process used over a while, and its resident memory at the end, MB. Linux only. */
export async function processCost(pid: number, overMs: number): Promise<{ cpuPercent: number; rssMb: number }> {
  const before = await cpuTicks(pid)
  const began = performance.now()
  await delay(overMs)
  const cpuPercent = (((await cpuTicks(pid)) - before) / TICKS / ((performance.now() - began) / 1_000)) * 100
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const rssKb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
  return { cpuPercent, rssMb: rssKb / 1_024 }
}

async function cpuTicks(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // Fields 14 and 15, user and system; the command before them may hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}
