const WIDTHS = ['w-3/5', 'w-4/5', 'w-2/3', 'w-3/4']

/** Bars in the final geometry: `rows` table rows, no shimmer. */
export function Skeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className="skel" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // Bars have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes order
        <i key={row} className={WIDTHS[row % WIDTHS.length]} />
      ))}
    </div>
  )
}
