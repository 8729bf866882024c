'use client'
import { useMemo } from 'react'
import { useNow } from '@/components/live/use-now'
import { Count } from '@/components/ui/count'
import { Unknown } from '@/components/ui/unknown'
import type { GroupHistoryBody } from '@/lib/api/group-history-answer'
import { formatClock, formatDuration, formatRate } from '@/lib/format'
import { lagMinutes, topicLabel } from './lag-words'

const UNREAD = 'not known in this minute'

/** The charts of a group as text: the last value of each minute, of rates the mean; newest first. */
export function GroupLagTable({ series }: { series: GroupHistoryBody['series'] }) {
  const now = useNow()
  const minutes = useMemo(() => lagMinutes(series), [series])
  const topics = series.byTopic.length > 1 ? series.byTopic.map(({ topic }) => topicLabel(topic)) : []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="rate-table lag-table" aria-label="Lag by minute" tabIndex={0}>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">
              Minute <span className="u">UTC</span>
            </th>
            <th scope="col" className="n">
              Lag <span className="u">records</span>
            </th>
            <th scope="col" className="n">
              Time lag
            </th>
            <th scope="col" className="n">
              Produced <span className="u">/s, mean</span>
            </th>
            <th scope="col" className="n">
              Consumed <span className="u">/s, mean</span>
            </th>
            {topics.map((topic) => (
              <th key={topic} scope="col" className="n">
                {topic}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minutes.map((minute) => (
            <tr key={minute.at}>
              <td>{formatClock(minute.at, { now }).slice(0, -3)}</td>
              <td className="n">
                <Count value={minute.totalLag} reason={UNREAD} />
              </td>
              <td className="n">
                {minute.timeLagMs === null ? <Unknown reason={UNREAD} /> : formatDuration(minute.timeLagMs)}
              </td>
              {[minute.producedPerSecond, minute.consumedPerSecond].map((rate, index) => (
                <td key={index === 0 ? 'produced' : 'consumed'} className="n">
                  {rate === null ? <Unknown reason={UNREAD} /> : formatRate(rate)}
                </td>
              ))}
              {topics.map((topic, index) => (
                <td key={topic} className="n">
                  <Count value={minute.byTopic[index] ?? null} reason={UNREAD} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
