import { Glyph } from '@/components/ui/glyph'

/** "Two views", with how many findings there are where there are any. */
export function TwoViewsCount({ count }: { count: number }) {
  return (
    <>
      {count === 0 ? null : <Glyph state="urp" size={10} />}
      Two views
      {count === 0 ? null : <b>{count}</b>}
    </>
  )
}
