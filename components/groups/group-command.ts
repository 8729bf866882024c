import { kafkaCommand } from '@/components/configs/cli-command'
import type { GroupTab } from '@/lib/paths'

/** Kafka's own command for what a tab of a group's page shows. */
export function groupCommand(bootstrap: string | null, id: string, tab: GroupTab): string {
  return kafkaCommand('kafka-consumer-groups', bootstrap, '--describe', '--group', id, ...MORE[tab])
}

/** No command tells past rebalances; the state and the coordinator are the nearest. */
const MORE: Record<GroupTab, readonly string[]> = {
  lag: [],
  members: ['--members', '--verbose'],
  rebalances: ['--state'],
}
