import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { PartialBanner } from '@/components/ui/partial-banner'
import { formatClock } from '@/lib/format'
import type { Rebalances } from './use-rebalances'

/**
 * What keeps the list from being whole or new: a failed request, or records that were not read. `from` (epoch ms): since
 * when it should be whole; null where it begins with what is known.
 */
export function RebalancesNotice({ log, now, from }: { log: Rebalances; now: number; from: number | null }) {
  const isPartial = log.knownSince === null || (from !== null && log.knownSince > from)
  return (
    <>
      {log.error !== null && log.rows !== null && (
        <PartialBanner>
          <b>Not up to date</b>, the rebalances could not be fetched: {log.error}.{' '}
          <Chip onClick={log.retry}>Try again</Chip>
        </PartialBanner>
      )}
      {log.rows !== null && log.rows.length > 0 && log.knownReason !== null && isPartial && (
        <PartialBanner>
          {log.knownSince === null ? (
            <b>Not all are known</b>
          ) : (
            <b>Known since {formatClock(log.knownSince, { now })} without a hole</b>
          )}
          : {log.knownReason}.
        </PartialBanner>
      )}
    </>
  )
}

/** Why there is no row: none happened, none are known, or they could not be fetched. */
export function NoRebalances({ log, now, of }: { log: Rebalances; now: number; of: string }) {
  if (log.rows === null)
    return (
      <EmptyState
        title="The rebalances could not be fetched"
        detail={`${log.error}.`}
        action={<Chip onClick={log.retry}>Try again</Chip>}
      />
    )
  if (log.knownSince === null)
    return (
      <EmptyState title="The rebalances are not known" detail={`${log.knownReason ?? 'nothing has been read yet'}.`} />
    )
  const why = log.knownReason === null ? '' : ` Not for longer: ${log.knownReason}.`
  return (
    <EmptyState
      title={`No rebalance ${of}`}
      detail={`Known since ${formatClock(log.knownSince, { now })} UTC without a hole.${why}`}
    />
  )
}
