import { z } from 'zod'

const MAX_LENGTH = 249
const ALLOWED = /[a-zA-Z0-9._-]/

/** A topic's name by Kafka's rule (`Topic.validate`); a bad one is refused naming its first bad character and where it stands. */
export const topicName = z
  .string({ error: 'is required' })
  .meta({ minLength: 1, maxLength: MAX_LENGTH, pattern: '^[a-zA-Z0-9._-]+$', example: 'orders' })
  .superRefine((name, context) => {
    const fault = topicNameFault(name)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })

/** What is wrong with the name, null when nothing is. Positions count characters from 1. */
export function topicNameFault(name: string): string | null {
  if (name === '') return 'a topic name must not be empty'
  const characters = [...name]
  const index = characters.findIndex((one) => !ALLOWED.test(one))
  const bad = characters[index]
  if (bad !== undefined) {
    const code = (bad.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `${JSON.stringify(bad)} (U+${code}) at position ${index + 1} is not allowed: a topic name is made of a-z, A-Z, 0-9, ".", "_" and "-"`
  }
  if (name === '.' || name === '..') return `a topic name must not be ${JSON.stringify(name)}`
  if (name.length > MAX_LENGTH) return `a topic name has at most ${MAX_LENGTH} characters, this one has ${name.length}`
  return null
}
