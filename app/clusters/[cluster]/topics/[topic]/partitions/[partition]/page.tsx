import { PartitionPage } from '@/components/partition/partition-page'
import { openPartition, type PartitionRoute, partitionTitle } from './open-partition'

/** The partition's name as the window's title. */
export async function generateMetadata(route: PartitionRoute) {
  return { title: await partitionTitle(route) }
}

/** Who led this partition, who fell out of its ISR, when and why. */
export default async function TopicPartitionPage(route: PartitionRoute) {
  return <PartitionPage {...(await openPartition(route))} />
}
