import { loadConfig, switchesOf } from '@/server/config'
import { ConfigError } from './config-error'
import { help } from './help'
import { printable } from './printable'

/**
 * What the launcher runs before it starts a server: answers `--help` and `--print-config`, says what is wrong with the
 * configuration (exit code 78), or sends `{host, port}` to its parent.
 */
export function check(): number {
  const switches = switchesOf(process.argv)
  if (switches.has('--help')) {
    process.stdout.write(help())
    return 0
  }
  try {
    const config = loadConfig(process.env, process.argv)
    if (switches.has('--print-config')) process.stdout.write(printable(config))
    else process.send?.({ host: config.host, port: config.port })
    return 0
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    return error.exitCode
  }
}

process.exitCode = check()
