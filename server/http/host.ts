import type { VivariumConfig } from '@/lib/config'
import { VivariumError } from '@/lib/errors'

/** Refuses requests for another name than ours (`wrong-host`): a page of a foreign name could otherwise read us through DNS rebinding. */
export function checkHost(host: string | null, { allowedHosts }: Pick<VivariumConfig, 'allowedHosts'>): void {
  if (host !== null && allowedHosts.includes(host.toLowerCase())) return
  throw new VivariumError({
    code: 'wrong-host',
    message: 'this server does not answer to that host name',
    hint: `open it as ${allowedHosts[0]}, or name the host in VIVARIUM_ALLOWED_HOSTS`,
    field: 'host',
  })
}
