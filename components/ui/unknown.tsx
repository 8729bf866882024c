/** What we do not know: a dash with the reason on hover and for screen readers; never 0, never blank. */
export function Unknown({ reason }: { reason: string | null }) {
  const why = reason ?? 'unknown'
  return (
    <span className="na" title={why}>
      <span aria-hidden="true">—</span>
      <span className="sr">{why}</span>
    </span>
  )
}
