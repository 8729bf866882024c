import { ConfigError, type ConfigProblem } from './config-error'

/** Collects what is wrong while the configuration is read, so that one start names everything. */
export class Problems {
  readonly #found: ConfigProblem[] = []

  /** Notes a problem and answers null, so that a reader can `return problems.add(…)`. */
  add(at: { place: string; key: string }, message: string, hint: string): null {
    this.#found.push({ place: at.place, key: at.key, message, hint })
    return null
  }

  /** Throws `ConfigError` with everything noted so far. */
  throwIfAny(): void {
    if (this.#found.length > 0) throw new ConfigError(this.#found)
  }
}
