import { VivariumError } from '../../errors'

/** The broker id or partition number that a part of a path is. Errors: `invalid`. */
export function numberOf(name: string): number {
  if (/^\d{1,10}$/.test(name)) return Number(name)
  throw new VivariumError({ code: 'invalid', message: 'The path has no number where Kafka puts one' })
}
