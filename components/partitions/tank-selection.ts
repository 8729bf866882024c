import type { Tank } from '@/lib/views/overview'

/**
 * A stretch of cells in one tank, named by its first and last partition so that it survives new topics.
 * In the URL: `2~orders/0~payments/7`; Kafka allows neither `~` nor `/` in topic names.
 */
export interface TankSelection {
  broker: number
  /** Partition keys `topic/number`, in tank order. */
  first: string
  last: string
}

/** The URL form. */
export function formatSelection({ broker, first, last }: TankSelection): string {
  return `${broker}~${first}~${last}`
}

/** The selection, or null when the text is none. */
export function parseSelection(text: string): TankSelection | null {
  const match = /^(\d{1,10})~([^~/]{1,249}\/\d{1,10})~([^~/]{1,249}\/\d{1,10})$/.exec(text)
  return match?.[1] && match[2] && match[3] ? { broker: Number(match[1]), first: match[2], last: match[3] } : null
}

/** First and last index in the tank; null when the tank is another one or does not hold them any more. */
export function selectedRange(selection: TankSelection | null, tank: Tank): [number, number] | null {
  if (selection?.broker !== tank.broker) return null
  const first = tank.keys.indexOf(selection.first)
  const last = tank.keys.indexOf(selection.last)
  if (first < 0 || last < 0) return null
  return first <= last ? [first, last] : [last, first]
}

/** Keys of the selected partitions; null without a selection that any tank holds. */
export function selectedKeys(selection: TankSelection | null, tanks: readonly Tank[]): Set<string> | null {
  for (const tank of tanks) {
    const range = selectedRange(selection, tank)
    if (range) return new Set(tank.keys.slice(range[0], range[1] + 1))
  }
  return null
}
