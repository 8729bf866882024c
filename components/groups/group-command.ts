import { kafkaCommand, shellWord } from '@/components/configs/cli-command'
import type { GroupTab } from '@/lib/paths'
import type { GroupRow } from '@/lib/rows/group-row'

/** Kafka's own command for what a tab of a group's page shows; for a group in ZooKeeper that of Kafka 1.1 and older. */
export function groupCommand(
  bootstrap: string | null,
  { id, kind }: Pick<GroupRow, 'id' | 'kind'>,
  tab: GroupTab,
): string {
  if (kind === 'zookeeper') {
    const name = id.slice(id.lastIndexOf('/') + 1)
    return `kafka-consumer-groups.sh --zookeeper HOST:PORT --describe --group ${shellWord(name)}`
  }
  return kafkaCommand('kafka-consumer-groups', bootstrap, '--describe', '--group', id, ...MORE[tab])
}

/** No command tells past rebalances; the state and the coordinator are the nearest. */
const MORE: Record<GroupTab, readonly string[]> = {
  lag: [],
  members: ['--members', '--verbose'],
  rebalances: ['--state'],
}
