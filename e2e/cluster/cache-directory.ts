import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where downloaded artifacts and the records of running clusters live: outside the repository, kept between runs.
 * `VIVARIUM_CACHE` moves it.
 */
export function cacheDirectory(): string {
  return process.env['VIVARIUM_CACHE'] ?? join(homedir(), '.cache', 'vivarium')
}
