import type { PartitionPreset } from '@/lib/paths'

/** Each preset's chip, and what its table lists in words. */
export const PRESET_WORD: Record<PartitionPreset, { chip: string; sub: string }> = {
  'at-risk': { chip: 'At risk', sub: 'offline, under min ISR or under-replicated, worst first' },
  unavailable: { chip: 'Offline', sub: 'without a live leader' },
  'under-min-isr': { chip: 'Under min ISR', sub: 'acks=all writes refused, leaderless ones included' },
  'at-min-isr': { chip: 'At min ISR', sub: 'one more replica lost and writes are refused' },
  'under-replicated': { chip: 'Under-replicated', sub: 'a replica is out of the ISR' },
  'not-preferred': { chip: 'Not preferred', sub: 'led by another replica although the preferred one is in sync' },
  reassigning: { chip: 'Reassigning', sub: 'replicas are being moved' },
  all: { chip: 'All', sub: 'worst first' },
}
