import { VivariumError } from '@/lib/errors'

/** One thing wrong with the configuration, and what to do about it. */
export interface ConfigProblem {
  /** `environment`, `command line`, or `file:line`. */
  place: string
  /** As the owner wrote it: `KAFKA_BROKERS`, `--port`, `clusters[1].sasl.mechanism`. */
  key: string
  /** Never contains a secret's value. */
  message: string
  hint: string
}

/** Every problem of a configuration at once; its message has one line for each. Code `invalid`. */
export class ConfigError extends VivariumError {
  readonly problems: readonly ConfigProblem[]
  /** EX_CONFIG of sysexits.h: what a process exits with that cannot start with this configuration. */
  readonly exitCode = 78

  constructor(problems: readonly ConfigProblem[]) {
    super({ code: 'invalid', message: problems.map(line).join('\n') })
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Variable names and file contents are foreign text: a line feed in one must not forge a second line. */
function line({ place, key, message, hint }: ConfigProblem): string {
  return [place, key, `${message}; ${hint}`]
    .filter((part) => part !== '')
    .join(': ')
    .replace(/\p{Cc}/gu, '\u{FFFD}')
}
