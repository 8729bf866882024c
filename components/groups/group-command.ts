import { kafkaCommand } from '@/components/configs/cli-command'
import type { GroupTab } from '@/lib/paths'

/** Kafka's own command for what a tab of a group's page shows. */
export function groupCommand(bootstrap: string | null, id: string, tab: GroupTab): string {
  const members = tab === 'members' ? ['--members', '--verbose'] : []
  return kafkaCommand('kafka-consumer-groups', bootstrap, '--describe', '--group', id, ...members)
}
