/** Compares names as people count: `2` before `10`, all else by code unit; equal only for equal names. */
export function compareNatural(a: string, b: string): number {
  let at = 0
  const shorter = Math.min(a.length, b.length)
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  // Where they part in the middle of a number, the number begins before that.
  let from = at
  while (from > 0 && isDigit(a, from - 1)) from -= 1
  if (isDigit(a, from) && isDigit(b, from)) {
    const order = compareDigits(digits(a, from), digits(b, from))
    if (order !== 0) return order
  }
  if (at === a.length || at === b.length) return a.length - b.length
  return a.charCodeAt(at) - b.charCodeAt(at)
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x30 && unit <= 0x39
}

/** The number that begins there, without leading zeros; it may have more digits than a Number can hold. */
function digits(text: string, from: number): string {
  let start = from
  while (text.charCodeAt(start) === 0x30) start += 1
  let end = start
  while (isDigit(text, end)) end += 1
  return text.slice(start, end)
}

function compareDigits(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return a === b ? 0 : a < b ? -1 : 1
}
