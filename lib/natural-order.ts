/** Compares names as people count: `2` before `10`, all else by code unit; equal only for equal names. */
export function compareNatural(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  let at = 0
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  // Where they part in the middle of a number, the number begins before that.
  let from = at
  while (from > 0 && isDigit(a, from - 1)) from -= 1
  if (isDigit(a, from) && isDigit(b, from)) {
    const order = compareNumbers(a, b, from)
    if (order !== 0) return order
  }
  if (at === shorter) return a.length - b.length
  return a.charCodeAt(at) - b.charCodeAt(at)
}

/** Compares the numbers that begin there, which may have more digits than a Number can hold. Lists are long: nothing is copied. */
function compareNumbers(a: string, b: string, from: number): number {
  const startA = firstDigit(a, from)
  const startB = firstDigit(b, from)
  const length = digitsFrom(a, startA)
  const longer = length - digitsFrom(b, startB)
  if (longer !== 0) return longer
  for (let index = 0; index < length; index++) {
    const order = a.charCodeAt(startA + index) - b.charCodeAt(startB + index)
    if (order !== 0) return order
  }
  return 0
}

/** Where the digits begin that are not leading zeros. */
function firstDigit(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 0x30) at += 1
  return at
}

function digitsFrom(text: string, start: number): number {
  let end = start
  while (isDigit(text, end)) end += 1
  return end - start
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x30 && unit <= 0x39
}
