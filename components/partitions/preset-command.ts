import { kafkaCommand } from '@/components/configs/cli-command'
import type { PartitionPreset } from '@/lib/paths'

/** Prints the partitions that another replica leads although the preferred one is in sync, as no flag does. */
const NOT_PREFERRED = [
  `awk -F'\\t' '/Leader: [0-9]/{split($4,l," ");split($5,r,/[ ,]+/);`,
  `if(l[2]!=r[2]&&index(","substr($6,6)",",","r[2]","))print}'`,
].join('')

const FLAG: Record<Exclude<PartitionPreset, 'not-preferred' | 'reassigning'>, string | null> = {
  // Kafka counts a leaderless partition as under min ISR, and both as under-replicated.
  'at-risk': '--under-replicated-partitions',
  unavailable: '--unavailable-partitions',
  'under-min-isr': '--under-min-isr-partitions',
  'at-min-isr': '--at-min-isr-partitions',
  'under-replicated': '--under-replicated-partitions',
  all: null,
}

/** The command of Kafka's own tools that lists what a preset shows. `bootstrap`: `host:port`; null leaves a placeholder. */
export function presetCommand(preset: PartitionPreset, bootstrap: string | null): string {
  if (preset === 'reassigning') return kafkaCommand('kafka-reassign-partitions', bootstrap, '--list')
  const describe = kafkaCommand('kafka-topics', bootstrap, '--describe')
  if (preset === 'not-preferred') return `${describe} | ${NOT_PREFERRED}`
  const flag = FLAG[preset]
  return flag ? `${describe} ${flag}` : describe
}
