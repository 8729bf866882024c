/** So much of what is the same is kept on either side, in characters. */
const CONTEXT = 16

/** The parts in which two texts differ, each with a little of what stands around it. */
export interface Difference {
  before: string
  after: string
}

/** Cuts away what two texts begin and end with alike, so that a change far inside a long text is seen. */
export function watchDifference(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const from = head > CONTEXT + 1 ? head - CONTEXT : 0
  const end = tail > CONTEXT + 1 ? tail - CONTEXT : 0
  const part = (text: string) => {
    const to = text.length - end
    return `${from > 0 ? '…' : ''}${whole(text, from, to)}${end > 0 ? '…' : ''}`
  }
  return { before: part(before), after: part(after) }
}

/** The text between two places, neither inside a character of two halves. */
function whole(text: string, from: number, to: number): string {
  const first = isSecondHalf(text.charCodeAt(from)) ? from - 1 : from
  const last = isSecondHalf(text.charCodeAt(to)) ? to + 1 : to
  return text.slice(first, last)
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
