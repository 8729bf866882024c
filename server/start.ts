import { loadConfig } from './config'
import { share } from './index'
import { Inspector } from './inspector'

/** Exit code for a configuration that cannot be used (EX_CONFIG of sysexits). */
const BAD_CONFIGURATION = 78
/** What is still open after this long is left to the operating system. */
const STOP_LIMIT_MS = 3_000

/** Composition root: configuration → inspector; owns the signals, because open event streams would keep the process alive. */
export function start(): void {
  let inspector: Inspector
  try {
    inspector = new Inspector(loadConfig(process.env, process.argv))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(BAD_CONFIGURATION)
  }
  share(inspector)
  inspector.start()
  const stop = (): void => {
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref()
    void inspector.stop().finally(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
