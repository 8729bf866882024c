import { scanJson } from './scan-json'

/** The members of a JSON object by name, each value as it is written but without idle spaces; null when it is no object. */
export function jsonFields(text: string): Map<string, string> | null {
  const fields = new Map<string, string>()
  let object = false
  let key: string | null = null
  let value: string[] = []
  const take = () => {
    if (key !== null) fields.set(key, value.join(''))
    key = null
  }
  const whole = scanJson(text, (kind, from, to, depth) => {
    if (depth === 0) {
      if (kind === '{') object = true
      else take()
    } else if (depth === 1 && kind === 'key') {
      // The scanner has checked that it is a string of JSON.
      key = JSON.parse(text.slice(from, to)) as string
      value = []
    } else if (depth === 1 && kind === ',') take()
    else if (!(depth === 1 && kind === ':')) value.push(text.slice(from, to))
  })
  return whole && object ? fields : null
}
