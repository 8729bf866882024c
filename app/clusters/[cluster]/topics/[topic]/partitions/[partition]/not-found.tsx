import { PartitionNotFound } from '@/components/partition/partition-not-found'

/** The partition of the address does not exist. */
export default function PartitionNotFoundPage() {
  return <PartitionNotFound />
}
