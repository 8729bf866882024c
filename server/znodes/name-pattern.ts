import { type Context, createContext, Script } from 'node:vm'
import { errorMessage, VivariumError } from '@/lib/errors'
import type { FoundRange } from '@/lib/views/znode-search'

/** Looks for something in a text, and says where the first one is. Errors: `invalid` for what takes too long. */
export type Pattern = (text: string) => FoundRange | null

/** One match may keep this process from all else for so long. */
const MATCH_MS = 20
/** Expressions that cannot take long on a text this short are run as they are: the guard costs more than the match. */
const SHORT = 256

/**
 * What a person is looking for among names: a part of one, a whole name with `*` and `?`, or an expression between
 * slashes. Capitals count only where there are some. Errors: `invalid` with field `name`.
 */
export function namePattern(text: string): Pattern {
  if (text.length > 2 && text.startsWith('/') && text.endsWith('/')) return expression(text.slice(1, -1))
  if (text.includes('/')) {
    throw invalid('a name holds no "/"', 'search below another path, or write an expression between two slashes')
  }
  return /[*?]/.test(text) ? glob(text) : part(text)
}

/** A part of a text, whatever stands in it. Capitals count only where there are some. */
export function part(text: string): Pattern {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return matcher(new RegExp(escaped, hasCapital(text) ? 'u' : 'iu'))
}

/** Each `*` takes as little as it can, and only the last one may take more again: no name takes long. */
function glob(text: string): Pattern {
  const fold = hasCapital(text) ? (name: string) => name : (name: string) => name.toLowerCase()
  const wanted = fold(text)
  return (name) => (matchesGlob(fold(name), wanted) ? { from: 0, to: name.length } : null)
}

function matchesGlob(name: string, wanted: string): boolean {
  let [at, next] = [0, 0]
  let star: { at: number; next: number } | null = null
  while (at < name.length) {
    const one = wanted[next]
    if (one === '*') {
      star = { at, next }
      next += 1
    } else if (one === '?' || one === name[at]) {
      at += 1
      next += 1
    } else if (star !== null) {
      star = { at: star.at + 1, next: star.next }
      at = star.at
      next = star.next + 1
    } else return false
  }
  return /^\**$/.test(wanted.slice(next))
}

function expression(source: string): Pattern {
  let regex: RegExp
  try {
    regex = new RegExp(source, hasCapital(source.replace(/\\(?:[pP]\{[^}]*\}|.)/g, '')) ? 'u' : 'iu')
  } catch (error) {
    throw invalid(errorMessage(error))
  }
  const match = matcher(regex)
  const guarded = guardedMatcher(regex, source)
  const quick = isQuick(source)
  return (text) => (quick && text.length <= SHORT ? match(text) : guarded(text))
}

/** At most two repetitions, none of a group and none by what was found: the cube of a short name at most. */
function isQuick(source: string): boolean {
  const repetitions = source.match(/[*+{]/g) ?? []
  return repetitions.length <= 2 && !/\)[*+{?]|\\[1-9k]/.test(source)
}

function matcher(regex: RegExp): Pattern {
  return (text) => range(regex.exec(text))
}

/** V8 gives up a match that takes too long only where a script is run with a time limit. */
function guardedMatcher(regex: RegExp, source: string): Pattern {
  const context: Context & { text: string } = Object.assign(createContext({ regex }), { text: '' })
  const script = new Script('regex.exec(text)')
  return (text) => {
    context.text = text
    try {
      // The script is the line above, which gives what `exec` gives.
      return range(script.runInContext(context, { timeout: MATCH_MS }) as RegExpExecArray | null)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      throw invalid(
        `the expression /${source}/ takes too long on the name ${JSON.stringify(text.slice(0, 80))}`,
        'avoid repetitions inside repetitions',
      )
    }
  }
}

function range(found: RegExpExecArray | null): FoundRange | null {
  return found === null ? null : { from: found.index, to: found.index + found[0].length }
}

function hasCapital(text: string): boolean {
  return /\p{Lu}/u.test(text)
}

function invalid(message: string, hint?: string): VivariumError {
  return new VivariumError({ code: 'invalid', message, field: 'name', ...(hint === undefined ? {} : { hint }) })
}
