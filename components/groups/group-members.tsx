'use client'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { GroupMemberRow, GroupView } from '@/lib/views/group'
import { GroupStateMachine } from './group-state-machine'
import { MEMBER_COLUMNS } from './member-columns'
import { MemberMatrixPanel } from './member-matrix-panel'

const everyRow = () => true
const keyOf = (row: GroupMemberRow) => row.memberId

/** Who is in the group, what each holds, and how far it is behind. */
export function GroupMembers({ view, stale }: { view: GroupView; stale: boolean }) {
  const { row, members } = view
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
      <GroupStateMachine row={row} newProtocol={newProtocol} />
    </>
  )
}

function noMembers({ row }: GroupView): string {
  if (row.protocolType === '') return 'It only commits offsets: its clients choose their partitions with assign().'
  return row.lag === null || row.lag === '0'
    ? 'Nobody reads; its commits stay until they expire.'
    : 'Nobody reads, and records wait.'
}
