/** A cluster's colour as an attribute: a style would be blocked by the CSP. */
export function Band({ color }: { color: string | null }) {
  return (
    <svg className="band" width="3" height="100%" aria-hidden="true">
      <rect width="3" height="100%" fill={color ?? 'currentColor'} />
    </svg>
  )
}
