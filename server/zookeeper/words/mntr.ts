import { VivariumError } from '@/lib/errors'
import type { EnsembleMonitor } from '@/lib/model/ensemble'
import { type AskOptions, checked, fourLetterWord } from '../four-letter'

/** What a server tells beyond `srvr`; null where its version or its role does not tell it. */
export interface MonitorReport extends Omit<NonNullable<EnsembleMonitor['report']>, 'startedAt'> {
  uptimeMs: number | null
}

/** Asks one server with `mntr`; errors as `srvr`. */
export async function mntr(host: string, port: number, options: AskOptions = {}): Promise<MonitorReport> {
  return parseMntr(await fourLetterWord(host, port, 'mntr', options), `${host}:${port}`)
}

/**
 * Reads the answer to `mntr`, a name and a value a line; 3.8 says 480 lines and 3.5 says 16. `server` is for messages.
 *
 *     zk_server_state	leader
 *     zk_watch_count	11
 *     zk_synced_followers	2
 */
export function parseMntr(text: string, server: string): MonitorReport {
  checked(text, 'mntr', server)
  const facts = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/^zk_(\w+)\t(.*?)\r?$/gm)) facts.set(name, value)
  return monitorReport(facts, `${server} gave no ZooKeeper answer to mntr`)
}

/** The report in facts named as by `mntr`, less the prefix; `unsupported` with `otherwise` when they are none of it. */
export function monitorReport(facts: ReadonlyMap<string, string>, otherwise: string): MonitorReport {
  const optional = (name: string): number | null => {
    const text = facts.get(name)
    return text !== undefined && /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : null
  }
  const needed = (name: string): number => {
    const value = optional(name)
    if (value === null) throw new VivariumError({ code: 'unsupported', message: otherwise })
    return value
  }
  return {
    watches: needed('watch_count'),
    ephemerals: needed('ephemerals_count'),
    dataSizeBytes: needed('approximate_data_size'),
    openFiles: optional('open_file_descriptor_count'),
    maxFiles: optional('max_file_descriptor_count'),
    uptimeMs: optional('uptime'),
    sessions: optional('global_sessions'),
    fsyncMs: optional('avg_fsynctime'),
    // Renamed in 3.6, when observers began to be counted apart; 3.4 and 3.5 say zk_followers.
    learners: optional('learners') ?? optional('followers'),
    syncedFollowers: optional('synced_followers'),
    pendingSyncs: optional('pending_syncs'),
  }
}
