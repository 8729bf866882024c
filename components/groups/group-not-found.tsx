'use client'
import { useParams } from 'next/navigation'
import { useMemo } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { Sentence } from '@/lib/health/sentence'
import { nearestNames } from '@/lib/nearest-names'
import { paths, readGroupSegment } from '@/lib/paths'
import { groupName } from '@/lib/rows/group-name'
import { groupIds } from '@/lib/rows/group-sources'

/** Comparing longer ids costs their product, and nobody mistypes them. */
const COMPARABLE = 249

/** Says that nobody lists the group of the address, and names those that sound like it. */
export function GroupNotFound() {
  const params = useParams<{ cluster: string; group: string }>()
  const model = useModel()
  const wanted = readGroupSegment(params.group)
  const ids = useMemo(() => (model ? groupIds(model) : []), [model])
  const nearest = useMemo(() => {
    if (wanted === null || wanted === '' || wanted.length > COMPARABLE) return []
    return nearestNames(
      wanted,
      ids.filter((id) => id !== '' && id.length <= COMPARABLE),
    )
  }, [wanted, ids])
  const existsNow = wanted !== null && ids.includes(wanted)
  const name = { text: groupName(wanted ?? params.group), strong: true }
  const title: Sentence = existsNow
    ? [{ text: 'The group ' }, name, { text: ' exists by now.' }]
    : [{ text: 'No group ' }, name, { text: ' in this cluster.' }]
  return (
    <VerdictHeader
      verdict={{ state: 'unknown', level: 'unknown', title, detail: hint(params.cluster, nearest), since: null }}
      actions={
        existsNow ? (
          <Button primary onClick={() => window.location.reload()}>
            Open it
          </Button>
        ) : (
          <Button href={paths.groups(params.cluster)}>All groups</Button>
        )
      }
    />
  )
}

function hint(cluster: string, nearest: readonly string[]): Sentence {
  if (nearest.length === 0)
    return [{ text: 'It may have been deleted, or never committed; the address may be mistyped.' }]
  return [
    { text: 'Near to it: ' },
    ...nearest.flatMap((id, index) => [
      ...(index > 0 ? [{ text: ', ' }] : []),
      { text: groupName(id), href: paths.group(cluster, id) },
    ]),
    { text: '.' },
  ]
}
