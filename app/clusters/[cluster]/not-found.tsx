import { EmptyState } from '@/components/ui/empty-state'

/** An address inside a cluster that leads nowhere; the rail stays. */
export default function NotFound() {
  return (
    <>
      <h1 className="sr">Nothing here</h1>
      <EmptyState
        title="There is no such page in this cluster"
        detail="Whatever the address named may be gone by now. The rail and ⌘K lead to everything that is here."
      />
    </>
  )
}
