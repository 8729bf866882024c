import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells a process from a later one with the same number: boot and start time. Null when no such process lives.
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid) {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim()
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The command name stands in brackets and may hold spaces and brackets itself: count fields after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${fields[19]}`
  } catch {
    return null
  }
}

/**
 * Sends a signal to the group of a recorded process, unless that process is gone or its number was taken over.
 * @param {{pid: number, identity: string}} recorded
 * @param {NodeJS.Signals} signal
 * @returns {boolean} whether it was still there
 */
export function signalGroup(recorded, signal) {
  if (processIdentity(recorded.pid) !== recorded.identity) return false
  try {
    process.kill(-recorded.pid, signal)
    return true
  } catch {
    return false
  }
}
