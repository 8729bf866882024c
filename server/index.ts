import { connection } from 'next/server'
import { VivariumError } from '@/lib/errors'
import type { Inspector } from './inspector'

/** One process holds several copies of this module (instrumentation, pages, route handlers); the state is shared here. */
const KEY = Symbol.for('vivarium')

type Shared = typeof globalThis & { [KEY]?: Inspector }

/** Makes the running inspector known to every copy of this module. */
export function share(inspector: Inspector): void {
  ;(globalThis as Shared)[KEY] = inspector
}

/** The running inspector. Awaiting a connection keeps pages from being prerendered with an empty model. */
export async function inspector(): Promise<Inspector> {
  await connection()
  return running()
}

/** The running inspector, for route handlers, which are never prerendered. */
export function running(): Inspector {
  const found = (globalThis as Shared)[KEY]
  if (!found) throw new VivariumError({ code: 'internal', message: 'the inspector was not started' })
  return found
}
