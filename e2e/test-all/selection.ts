/** The stages in their order; `check` names the first four together. */
export const STAGE_NAMES = ['types', 'lint', 'rules', 'unused', 'unit', 'build', 'integration', 'browser'] as const

export type StageName = (typeof STAGE_NAMES)[number]

const CHECK: readonly StageName[] = ['types', 'lint', 'rules', 'unused']

/** Reads `--only=unit,browser`, `--only=check` and `--from=build`. Throws with a sentence for a person. */
export function selectStages(flags: readonly string[]): StageName[] {
  let selected: readonly StageName[] = STAGE_NAMES
  for (const flag of flags) {
    const [key, value = ''] = flag.split('=', 2)
    if (key === '--only') {
      const wanted = value.split(',').flatMap((word) => (word === 'check' ? CHECK : [stageName(word)]))
      selected = selected.filter((name) => wanted.includes(name))
    } else if (key === '--from') {
      const first = STAGE_NAMES.indexOf(stageName(value))
      selected = selected.filter((name) => STAGE_NAMES.indexOf(name) >= first)
    } else throw new Error(`${flag} is no flag: write --only=<stages> or --from=<stage>`)
  }
  if (selected.length === 0) throw new Error('these flags leave no stage to run')
  return [...selected]
}

function stageName(word: string): StageName {
  const found = STAGE_NAMES.find((name) => name === word)
  if (found === undefined) throw new Error(`"${word}" is no stage: there are check, ${STAGE_NAMES.join(', ')}`)
  return found
}
