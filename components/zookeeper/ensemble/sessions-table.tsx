'use client'

import { use } from 'react'
import { useLiveView } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Glyph } from '@/components/ui/glyph'
import { Panel } from '@/components/ui/panel'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Since } from '@/components/ui/since'
import type { SessionItem } from '@/lib/api/ensemble-sessions-answer'
import { controllerSessionFinding } from '@/lib/health/finding-controller-session'
import { AllowWords } from './allow-words'
import { SESSION_COLUMNS, UNCONNECTED_COLUMNS } from './session-columns'
import './ensemble.css'
import { type FirstSessions, sessionsVersion } from './sessions-version'
import { useSessions } from './use-sessions'

/** A server that answers, and keeps this from us. */
const KEPT = 'does not allow the command'

const sessionOf = (item: SessionItem) => item.session

/** Every session with what it holds, what may be missing among them, and the way to look further. */
export function SessionsTable({ cluster, first }: { cluster: string; first: Promise<FirstSessions> }) {
  const initial = use(first)
  const version = useLiveView(sessionsVersion, initial.version)
  const zombie = useLiveView(controllerSessionFinding, null)
  const { body, fault, searching, read } = useSessions(cluster, initial, version)
  if (body === null) {
    return (
      <Panel title="Sessions">
        <ErrorState
          error={fault ?? { code: 'internal', message: 'the server sent no sessions' }}
          retry={() => read('known')}
        />
      </Panel>
    )
  }
  const { items, znodes, servers, search, readAt } = body
  const silent = servers.filter(({ readFrom }) => readFrom === null)
  const kept = silent.filter(({ readFromReason }) => readFromReason?.startsWith(KEPT) === true)
  const away = silent.filter((server) => !kept.includes(server))
  const everything = search === 'everything'
  return (
    <>
      {zombie === null ? null : (
        <p className="st t-offline zombie" role="alert">
          <Glyph state="offline" />
          <span>
            {zombie.sentence} since <Since at={zombie.since} inSentence />
          </span>
        </p>
      )}
      {fault === null ? null : (
        <PartialBanner>
          <b>Not read again</b>: {fault.message}. What stands below was read at{' '}
          <Since at={Date.parse(readAt)} inSentence />.
        </PartialBanner>
      )}
      {away.length === 0 ? null : (
        <PartialBanner>
          <b>Not every client is known</b>: {away.map((one) => `${one.server} ${one.readFromReason ?? ''}`).join('; ')}.
        </PartialBanner>
      )}
      <DataTable
        caption="Sessions"
        param="sessions"
        title="Sessions"
        sub={
          <>
            ephemeral znodes from {znodes.from}
            {everything ? (
              <>
                , read <Since at={Date.parse(readAt)} />
              </>
            ) : (
              ', read every 10 s'
            )}
          </>
        }
        end={
          everything ? (
            <Button onClick={() => read('known')}>Back to live</Button>
          ) : (
            <Button onClick={() => read('everything')} disabledReason={searching ? 'the search is under way' : null}>
              {searching ? 'Looking everywhere…' : 'Look everywhere'}
            </Button>
          )
        }
        columns={items.some(({ connection }) => connection !== null) ? SESSION_COLUMNS : UNCONNECTED_COLUMNS}
        rows={items}
        getKey={sessionOf}
        defaultSort="who"
        total={items.length}
        footer={znodes.completeReason}
        empty={
          <EmptyState
            title="No session is known"
            detail="No ephemeral znode of Kafka’s exists, and no server lists its clients."
          />
        }
      />
      {kept.length === 0 ? null : (
        <AllowWords
          title="Where clients are connected from"
          servers={kept.map(({ server }) => server)}
          keeps="the address of each client, the server it is on, its timeout, its last request and its latency"
        />
      )}
      <Panel title="What a session is">
        <dl className="kv pad wrap">
          <dt>Session</dt>
          <dd>
            what a client has with the whole ensemble; it may move from server to server, and its first two digits of
            sixteen name the server that opened it
          </dd>
          <dt>Holds</dt>
          <dd>ephemeral znodes: they go when the session ends, which is how Kafka learns that a broker is gone</dd>
          <dt>Look everywhere</dt>
          <dd>
            asks one server for all ephemeral znodes (dump, where it is allowed), else walks the whole tree at 2,000
            znodes a second; never on its own
          </dd>
        </dl>
      </Panel>
    </>
  )
}
