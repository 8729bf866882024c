import { isKafbatVariable } from './kafbat-clusters'
import { nearestKey } from './nearest-key'
import type { Problems } from './problems'
import type { Setting } from './setting'
import { claimsToBeOurs, VARIABLES, type VariableName, type Variables, variableNames } from './variable-names'

/** Settings by canonical variable name; an empty variable counts as absent, as in a compose file. */
export type Settings = Partial<Record<VariableName, Setting>>

/** Reads the variables Vivarium knows; two names of one thing that disagree are a problem. */
export function readEnvironment(env: Variables, problems: Problems): Settings {
  const settings: Settings = {}
  for (const [name, { aliases }] of Object.entries(VARIABLES)) {
    // Object.entries widens the keys of the table.
    const canonical = name as VariableName
    for (const key of [name, ...aliases]) {
      const text = env[key]
      if (text === undefined || text === '') continue
      const earlier = settings[canonical]
      if (earlier === undefined) settings[canonical] = { place: 'environment', key, text }
      else if (earlier.text !== text) {
        problems.add({ place: 'environment', key }, `says something else than ${earlier.key}`, 'keep one of the two')
      }
    }
  }
  return settings
}

/** Notes every variable with one of our prefixes that nothing reads; `referenced` are the ones a file takes its secrets from. */
export function rejectUnknownVariables(env: Variables, referenced: ReadonlySet<string>, problems: Problems): void {
  const known = variableNames()
  for (const key of Object.keys(env).sort((left, right) => left.localeCompare(right))) {
    if (!claimsToBeOurs(key) || known.includes(key) || referenced.has(key) || isKafbatVariable(key)) continue
    problems.add(
      { place: 'environment', key },
      'is not a variable Vivarium knows',
      `the nearest is ${nearestKey(key, known)}; unset it if it is meant for another program`,
    )
  }
}
