import { formatExact } from '@/lib/format'
import type { SearchScene } from './search-run'

/** How far a search is, or how it ended, in one line; what it could not look at is counted. */
export function searchWords({ progress, ended }: SearchScene): string {
  if (progress === null) {
    if (ended === null) return 'starting…'
    return ended.message === null ? 'stopped before it began' : `stopped: ${ended.message}`
  }
  const nodes = counted(progress.walked, 'node')
  const hits = counted(progress.matched, 'hit')
  const left = unseen(progress)
  const rest = left === '' ? '' : `, but ${left}`
  if (ended === null) return `walked ${nodes}, ${formatExact(progress.nodesPerSecond)}/s, ${hits}${rest}`
  if (ended.reason === 'done') return `${hits} in ${nodes}: that is all${rest}`
  const why = ended.message === null ? '' : `: ${ended.message}`
  return `${ended.reason === 'limit' ? 'ended' : 'stopped'} after ${nodes}, ${hits}${why}${rest}`
}

function unseen({ refused, notText }: NonNullable<SearchScene['progress']>): string {
  return [
    refused.forbidden === 0 ? '' : `${counted(refused.forbidden, 'node')} forbidden by their ACL`,
    refused.tooLarge === 0 ? '' : `${formatExact(refused.tooLarge)} too large`,
    refused.vanished === 0 ? '' : `${formatExact(refused.vanished)} gone meanwhile`,
    notText === 0 ? '' : `${formatExact(notText)} that hold no text`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function counted(count: number, noun: string): string {
  return `${formatExact(count)} ${noun}${count === 1 ? '' : 's'}`
}
