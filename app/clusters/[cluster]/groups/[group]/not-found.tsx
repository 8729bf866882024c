import { GroupNotFound } from '@/components/groups/group-not-found'

/** No broker lists the group of the address. */
export default function GroupNotFoundPage() {
  return <GroupNotFound />
}
