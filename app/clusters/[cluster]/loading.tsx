import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'

/** The geometry every page has: its sentence, then a block. */
export default function Loading() {
  return (
    <>
      <p className="sr" role="status">
        Loading
      </p>
      <div className="verdict v2" aria-hidden="true">
        <Skeleton rows={2} />
      </div>
      <Panel title={' '}>
        <Skeleton rows={12} />
      </Panel>
    </>
  )
}
