'use client'
import { lazy, Suspense } from 'react'
import { useIdle } from '@/components/charts/use-idle'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { GroupMemberRow, GroupView } from '@/lib/views/group'
import { MEMBER_COLUMNS } from './member-columns'
import { MemberMatrixPanel } from './member-matrix-panel'

/** At the foot of the page: fetched when the rest stands. */
const GroupStateMachine = lazy(() =>
  import('./group-state-machine').then((module) => ({ default: module.GroupStateMachine })),
)

const everyRow = () => true
const keyOf = (row: GroupMemberRow) => row.memberId

/** Who is in the group, what each holds, and how far it is behind. */
export function GroupMembers({ view, stale }: { view: GroupView; stale: boolean }) {
  const { row, members } = view
  const idle = useIdle()
  const newProtocol = view.groupEpoch !== null
  return (
    <>
      <MemberMatrixPanel view={view} />
      <DataTable
        caption="Members"
        title="Members"
        sub="by client id"
        columns={MEMBER_COLUMNS[newProtocol ? 'consumer' : 'classic']}
        rows={members ?? []}
        getKey={keyOf}
        defaultSort="client"
        isGhost={stale ? everyRow : undefined}
        empty={
          members === null ? (
            <EmptyState title="The members are not known" detail={`${row.membersReason}.`} />
          ) : (
            <EmptyState title="No members" detail={noMembers(view)} />
          )
        }
      />
      {idle && (
        <Suspense>
          <GroupStateMachine row={row} newProtocol={newProtocol} />
        </Suspense>
      )}
    </>
  )
}

function noMembers({ row }: GroupView): string {
  if (row.protocolType === '' && row.kind !== 'zookeeper')
    return 'It only commits offsets: its clients choose their partitions with assign().'
  return row.lag === null || row.lag === '0'
    ? `Nobody reads; its commits stay until they ${row.kind === 'zookeeper' ? 'are deleted' : 'expire'}.`
    : 'Nobody reads, and records wait.'
}
