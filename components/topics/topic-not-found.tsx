'use client'
import { useParams } from 'next/navigation'
import { useMemo } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { Sentence } from '@/lib/health/sentence'
import { nearestNames } from '@/lib/nearest-names'
import { paths, readSegment } from '@/lib/paths'
import { topicNames } from '@/lib/rows/partition-row'

/** Says that the topic of the address does not exist, and names those that sound like it. */
export function TopicNotFound() {
  const params = useParams<{ cluster: string; topic: string }>()
  const model = useModel()
  const wanted = readSegment(params.topic)
  const names = useMemo(() => (model ? topicNames(model) : []), [model])
  const nearest = useMemo(() => (wanted === null ? [] : nearestNames(wanted, names)), [wanted, names])
  const existsNow = wanted !== null && names.includes(wanted)
  const name = { text: wanted ?? params.topic, strong: true }
  const title: Sentence = existsNow
    ? [{ text: 'The topic ' }, name, { text: ' exists by now.' }]
    : [{ text: 'No topic ' }, name, { text: ' in this cluster.' }]
  return (
    <VerdictHeader
      verdict={{ state: 'unknown', level: 'unknown', title, detail: hint(params.cluster, nearest), since: null }}
      actions={
        existsNow ? (
          <Button primary onClick={() => window.location.reload()}>
            Open it
          </Button>
        ) : (
          <Button href={paths.topics(params.cluster)}>All topics</Button>
        )
      }
    />
  )
}

function hint(cluster: string, nearest: readonly string[]): Sentence {
  if (nearest.length === 0) return [{ text: 'It may have been deleted, or the address is mistyped.' }]
  return [
    { text: 'Near to it: ' },
    ...nearest.flatMap((name, index) => [
      ...(index > 0 ? [{ text: ', ' }] : []),
      { text: name, href: paths.topic(cluster, name) },
    ]),
    { text: '.' },
  ]
}
