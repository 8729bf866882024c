import { resolve } from 'node:path'
import { METRICS_NAMES, type MetricsNames, type VivariumConfig } from '@/lib/config'
import { isLoopback, urlHost } from './bind-address'
import { parsePort } from './host-port'
import { isEnabled } from './is-enabled'
import type { Problems } from './problems'
import type { Setting } from './setting'

const NO_LOGIN_YET =
  'anyone who reaches it may look, there is no login yet; keep 127.0.0.1 and come in through an SSH tunnel ' +
  '(ssh -L 8080:127.0.0.1:8080 host) or a reverse proxy with its own login on this machine ' +
  '(its name in VIVARIUM_ALLOWED_HOSTS)'

/** What concerns our own server, each from the strongest place that names it. */
export interface ServerDraft {
  host: Setting | undefined
  port: Setting | undefined
  allowedHosts: Setting | undefined
  data: Setting | undefined
  /** Relative data folders start here. */
  dataDirectory: string
  metricsFlavor: Setting | undefined
  metricsPartitions: Setting | undefined
}

/** Validates the server's part of the configuration; on a problem the default stands in for the rest of the check. */
export function serverSettings(draft: ServerDraft, problems: Problems): Omit<VivariumConfig, 'clusters'> {
  const port = draft.port === undefined ? 8080 : parsePort(draft.port.text)
  if (port === null && draft.port !== undefined) {
    problems.add(draft.port, 'is not a port', 'write a whole number from 1 to 65535')
  }
  const host = (draft.host?.text ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1')
  if (draft.host !== undefined && !isLoopback(host)) {
    problems.add(draft.host, 'is not a loopback address', NO_LOGIN_YET)
  }
  const local = [...new Set(['localhost', '127.0.0.1', '[::1]', urlHost(host).toLowerCase()])]
  return {
    host,
    port: port ?? 8080,
    dataDirectory: resolve(draft.dataDirectory, draft.data?.text ?? '.vivarium'),
    allowedHosts: [...local.map((name) => `${name}:${port ?? 8080}`), ...moreHosts(draft.allowedHosts, problems)],
    metrics: {
      names: metricsNames(draft.metricsFlavor, problems),
      partitions: isEnabled(draft.metricsPartitions, problems),
    },
  }
}

/** A name without a port is what a browser sends behind a proxy on 80 or 443. */
function moreHosts(setting: Setting | undefined, problems: Problems): string[] {
  if (setting === undefined) return []
  const names = setting.text.split(',').map((name) => name.trim().toLowerCase())
  for (const name of names) {
    if (/^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?$/.test(name)) continue
    problems.add(setting, 'has an entry that is no host name', 'write name or name:port, separated by commas, no *')
  }
  return names
}

/** Those of both exporters unless said otherwise; `none` leaves only our own. */
function metricsNames(setting: Setting | undefined, problems: Problems): MetricsNames[] {
  if (setting === undefined) return [...METRICS_NAMES]
  const words = setting.text.split(',').map((word) => word.trim().toLowerCase())
  if (words.join() === 'none') return []
  const foreign = words.find((word) => !METRICS_NAMES.some((name) => name === word))
  if (foreign !== undefined) {
    problems.add(setting, 'has an entry that is no exporter we know', `write ${METRICS_NAMES.join(', ')} or none`)
  }
  return METRICS_NAMES.filter((name) => words.includes(name))
}
