import type { Problems } from './problems'
import type { Setting } from './setting'

/** Whether something is switched on: it is unless the setting says false. */
export function isEnabled(setting: Setting | undefined, problems: Problems): boolean {
  const word = setting?.text.toLowerCase() ?? 'true'
  if (setting !== undefined && word !== 'true' && word !== 'false') {
    problems.add(setting, 'is neither true nor false', 'write true or false')
  }
  return word === 'true'
}
