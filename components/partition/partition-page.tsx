'use client'
import { useCallback, useMemo, useState } from 'react'
import { kafkaCommand } from '@/components/configs/cli-command'
import { useEvents } from '@/components/live/use-events'
import { useLiveView } from '@/components/live/use-live-view'
import { useNow } from '@/components/live/use-now'
import { useNumbers } from '@/components/live/use-numbers'
import { usePulse } from '@/components/live/use-pulse'
import { CliButton } from '@/components/ui/cli-button'
import { PartialBanner } from '@/components/ui/partial-banner'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { ClusterEvent } from '@/lib/events/event'
import type { ClusterModel } from '@/lib/model/cluster'
import { OffsetsRuler } from './offsets-ruler'
import { eventsOfPartition } from './partition-events'
import './partition.css'
import { type PartitionScene, partitionScene } from './partition-scene'
import { StateMachine } from './state-machine'
import { swimLanes } from './swim-lanes'
import { SwimLanesPanel } from './swim-lanes-panel'
import { WhatNextPanel } from './what-next-panel'
import { ZooKeeperBesideKafka } from './zookeeper-beside-kafka'

/** One partition: who led it, who fell out of the ISR, when and why, and what would come next. */
export function PartitionPage({
  topic,
  partition,
  initial,
  past,
}: {
  topic: string
  partition: number
  initial: PartitionScene
  /** What the server remembers of it, newest first: more than the browser's own last 500 events of the cluster. */
  past: ClusterEvent[]
}) {
  useNumbers()
  const view = useCallback((model: ClusterModel) => partitionScene(model, topic, partition), [topic, partition])
  const live = useLiveView<PartitionScene | null>(view, initial)
  const [last, setLast] = useState(initial)
  // The last thing known stays on screen when the partition is deleted.
  if (live && live !== last) setLast(live)
  const scene = live ?? last

  const recent = useEvents()
  const pulse = usePulse()
  const now = useNow()
  const events = useMemo(
    () => eventsOfPartition([...recent, ...past], topic, partition, scene.view.row.replicas),
    [recent, past, topic, partition, scene.view.row.replicas],
  )
  const recordedSince = Math.min(pulse[0]?.at ?? now, events[0]?.at ?? now)
  const lanes = swimLanes(scene, events, recordedSince, now)
  return (
    <>
      <VerdictHeader
        verdict={scene.view.verdict}
        actions={<CliButton command={kafkaCommand('kafka-topics', scene.bootstrap, '--describe', '--topic', topic)} />}
      />
      {!live && (
        <PartialBanner>
          <b>
            {topic}-{partition}
          </b>{' '}
          was deleted while you looked; this is the last that was known of it.
        </PartialBanner>
      )}
      <SwimLanesPanel scene={scene} lanes={lanes} />
      <div className="partition-panels">
        <StateMachine scene={scene} lanes={lanes} />
        <ZooKeeperBesideKafka scene={scene} />
        <WhatNextPanel whatNext={scene.view.whatNext} />
      </div>
      <OffsetsRuler view={scene.view} commits={scene.commits} />
    </>
  )
}
