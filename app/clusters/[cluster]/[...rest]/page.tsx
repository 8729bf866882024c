import { notFound } from 'next/navigation'

/** An address inside a cluster that no page answers: the frame stays, the answer is 404. */
export default function UnknownPage() {
  notFound()
}
