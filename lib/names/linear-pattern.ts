import { VivariumError } from '../errors'
import { type CharTest, type Pattern, parsePattern } from './pattern-syntax'

type Step =
  | { op: 'char'; test: CharTest }
  | { op: 'split'; first: number; second: number }
  | { op: 'start' }
  | { op: 'end' }
  | { op: 'match' }

const MAX_STEPS = 2_000

/** The pattern as steps of a machine that follows all its paths at once. Errors: invalid when it grows beyond the limit. */
function compile(pattern: Pattern): Step[] {
  const steps: Step[] = []
  let work = 0
  function emit(node: Pattern): void {
    // Counts visits, not steps: repeats of nothing emit no step and would run for ever.
    if (++work > MAX_STEPS)
      throw new VivariumError({ code: 'invalid', message: 'The pattern repeats too much', field: 'q' })
    switch (node.kind) {
      case 'char':
        steps.push({ op: 'char', test: node.test })
        break
      case 'start':
      case 'end':
        steps.push({ op: node.kind })
        break
      case 'sequence':
        for (const item of node.items) emit(item)
        break
      case 'choice': {
        const ends: { second: number }[] = []
        node.options.forEach((option, index) => {
          const last = index === node.options.length - 1
          const fork = { op: 'split' as const, first: steps.length + 1, second: 0 }
          if (!last) steps.push(fork)
          emit(option)
          if (last) return
          const jump = { op: 'split' as const, first: 0, second: 0 }
          ends.push(jump)
          steps.push(jump)
          fork.second = steps.length
        })
        for (const jump of ends) Object.assign(jump, { first: steps.length, second: steps.length })
        break
      }
      case 'repeat': {
        for (let copy = 0; copy < node.min; copy++) emit(node.item)
        if (node.max === Number.POSITIVE_INFINITY) {
          const loop = steps.length
          const fork = { op: 'split' as const, first: loop + 1, second: 0 }
          steps.push(fork)
          emit(node.item)
          steps.push({ op: 'split', first: loop, second: loop })
          fork.second = steps.length
          break
        }
        const forks: { second: number }[] = []
        for (let copy = node.min; copy < node.max; copy++) {
          const fork = { op: 'split' as const, first: steps.length + 1, second: 0 }
          forks.push(fork)
          steps.push(fork)
          emit(node.item)
        }
        for (const fork of forks) fork.second = steps.length
        break
      }
    }
  }
  emit(pattern)
  steps.push({ op: 'match' })
  return steps
}

/**
 * Whether a text contains a match, in time linear in the text whatever the pattern: a person's pattern over 10,000 names
 * must never hang the page, as a backtracking engine can. Errors: invalid.
 */
export function linearPattern(source: string, ignoreCase: boolean): (text: string) => boolean {
  const steps = compile(parsePattern(source))
  const marks = new Int32Array(steps.length).fill(-1)
  return (text) => {
    marks.fill(-1)
    let current: number[] = []
    for (let position = 0; position <= text.length; position++) {
      const reached: number[] = []
      const stack = [0, ...current]
      for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
        if (marks[step] === position) continue
        marks[step] = position
        const now = steps[step]
        if (now?.op === 'match') return true
        if (now?.op === 'split') stack.push(now.first, now.second)
        else if (now?.op === 'start' && position === 0) stack.push(step + 1)
        else if (now?.op === 'end' && position === text.length) stack.push(step + 1)
        else if (now?.op === 'char') reached.push(step)
      }
      const char = text[position]
      if (char === undefined) return false
      current = []
      for (const step of reached) {
        const now = steps[step]
        if (now?.op === 'char' && accepts(now.test, char, ignoreCase)) current.push(step + 1)
      }
    }
    return false
  }
}

function accepts(test: CharTest, char: string, ignoreCase: boolean): boolean {
  return test(char) || (ignoreCase && (test(char.toLowerCase()) || test(char.toUpperCase())))
}
