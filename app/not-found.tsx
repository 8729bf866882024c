import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/paths'

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="plain" id="main">
      <h1 className="sr">Nothing here</h1>
      <EmptyState
        title="There is no such page"
        detail="The address names a cluster that is not configured, or a page that does not exist."
        action={<Button href={paths.home()}>To the clusters</Button>}
      />
    </main>
  )
}
