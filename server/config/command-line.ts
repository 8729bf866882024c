import type { Settings } from './environment'
import { nearestKey } from './nearest-key'
import type { Problems } from './problems'
import type { VariableName } from './variable-names'

/** Flags that take a value, and the variable each stands for. */
export const VALUE_FLAGS: Readonly<Record<string, VariableName>> = {
  '--zookeeper': 'ZOOKEEPER_CONNECT',
  '--brokers': 'KAFKA_BROKERS',
  '--bootstrap': 'KAFKA_BROKERS',
  '--config': 'CONFIG_FILE',
  '--port': 'PORT',
  '--host': 'HOST',
  '--data': 'VIVARIUM_DATA',
  '--allowed-hosts': 'VIVARIUM_ALLOWED_HOSTS',
}

const SWITCHES = ['--dev', '--print-config', '--help'] as const

export type Switch = (typeof SWITCHES)[number]

/** The flags of one call: values under the variable they stand for, switches by name. */
export interface CommandLine {
  settings: Settings
  switches: ReadonlySet<Switch>
}

/** Reads `--port 8080`, `--port=8080` and switches; anything else is a problem that names the nearest flag. */
export function readCommandLine(flags: readonly string[], problems: Problems): CommandLine {
  const settings: Settings = {}
  const switches = new Set<Switch>()
  const words = [...flags]
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [flag = '', inline] = word.split(/=(.*)/s, 2)
    const at = { place: 'command line', key: flag }
    const found = SWITCHES.find((one) => one === (flag === '-h' ? '--help' : flag))
    const variable = VALUE_FLAGS[flag]
    if (found !== undefined && inline === undefined) switches.add(found)
    else if (found !== undefined) problems.add(at, 'takes no value', `write ${found} alone`)
    else if (variable === undefined) rejectFlag(at, problems)
    else {
      const text = inline ?? (words[0]?.startsWith('--') ? undefined : words.shift())
      if (text === undefined || text === '') problems.add(at, 'has no value', `write ${flag}=value`)
      else if (settings[variable] !== undefined) problems.add(at, 'is given twice', 'keep one of the two')
      else settings[variable] = { ...at, text }
    }
  }
  return { settings, switches }
}

function rejectFlag(at: { place: string; key: string }, problems: Problems): void {
  // A stray word may be a mistyped password: it is not repeated.
  if (!at.key.startsWith('-')) {
    problems.add({ ...at, key: '' }, 'a word belongs to no flag', 'see --help')
    return
  }
  const nearest = nearestKey(at.key, [...Object.keys(VALUE_FLAGS), ...SWITCHES])
  problems.add(at, 'is not a flag Vivarium knows', `the nearest is ${nearest}`)
}
