import { TopicNotFound } from '@/components/topics/topic-not-found'

/** The topic of the address does not exist. */
export default function TopicNotFoundPage() {
  return <TopicNotFound />
}
