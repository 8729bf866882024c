import { errorMessage } from '../errors'
import { linearPattern } from './linear-pattern'

/** What a filter text selects; `error` says why a regular expression cannot be used, and then everything passes. */
export interface NameFilter {
  test: (name: string) => boolean
  error: string | null
}

const MAX_LENGTH = 249

/**
 * Reads a filter text: `/regex/` or `/regex/i` searches, a text with `*` or `?` is a glob over the whole name, anything
 * else is searched as it stands. Globs and plain texts ignore case. A slash never occurs in a topic name, so an
 * unfinished `/regex` is already read as one.
 */
export function nameFilter(text: string): NameFilter {
  const wanted = text.trim()
  if (wanted === '') return { test: () => true, error: null }
  if (wanted.length > MAX_LENGTH)
    return { test: () => true, error: `A filter has at most ${MAX_LENGTH} characters, as topic names do` }
  if (wanted.startsWith('/')) {
    const [, source = '', flag] = /^\/(.*?)(?:\/(i?))?$/.exec(wanted) ?? []
    try {
      return { test: linearPattern(source, flag === 'i'), error: null }
    } catch (error) {
      return { test: () => true, error: `${errorMessage(error)}: /${source}/` }
    }
  }
  const lower = wanted.toLowerCase()
  if (/[*?]/.test(lower)) return { test: (name) => matchesGlob(name.toLowerCase(), lower), error: null }
  return { test: (name) => name.toLowerCase().includes(lower), error: null }
}

/** Whether the whole name matches the glob: `*` any run, `?` one character. Goes back only to the last star. */
function matchesGlob(name: string, glob: string): boolean {
  let n = 0
  let g = 0
  let star = -1
  let resume = 0
  while (n < name.length) {
    if (glob[g] === '*') {
      star = g++
      resume = n
    } else if (glob[g] === '?' || glob[g] === name[n]) {
      n++
      g++
    } else if (star >= 0) {
      g = star + 1
      n = ++resume
    } else return false
  }
  while (glob[g] === '*') g++
  return g === glob.length
}
