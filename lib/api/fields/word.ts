import { z } from 'zod'

/** One word of a closed list; any other is refused with the list. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: () => `must be one of ${words.join(', ')}` })
}

/** Several of them, separated by commas, each at most once. */
export function words<const Words extends readonly [string, ...string[]]>(list: Words) {
  const allowed = new Set<string>(list)
  return z
    .string({ error: 'is required' })
    .meta({ example: list.slice(0, 2).join() })
    .transform((text, context): Words[number][] => {
      const asked = text.split(',')
      const foreign = asked.find((one) => !allowed.has(one))
      if (foreign !== undefined)
        context.addIssue({ code: 'custom', message: `${JSON.stringify(foreign)} is not one of ${list.join(', ')}` })
      const twice = asked.find((one, index) => asked.indexOf(one) !== index)
      if (twice !== undefined) context.addIssue({ code: 'custom', message: `${JSON.stringify(twice)} is given twice` })
      // Every one is of the list, else an issue stands.
      return asked as Words[number][]
    })
}
