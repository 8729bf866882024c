import { parseHostPort } from './host-port'

/** Reads `host:9092,host:9092`, or says what is wrong with it. */
export function parseBrokerList(text: string): { brokers: string[] } | { wrong: string } {
  const brokers: string[] = []
  for (const part of text.split(',')) {
    const parsed = parseHostPort(part.trim(), null)
    if ('wrong' in parsed) return parsed
    if (!brokers.includes(parsed.address)) brokers.push(parsed.address)
  }
  return { brokers }
}
