/** The controller's star, with its name for those who cannot see it. */
export function Star({ size = 12 }: { size?: number }) {
  return (
    <svg className="g" width={size} height={size} viewBox="0 0 12 12" role="img" aria-label="controller">
      <path
        d="M6 .8l1.5 3.3 3.6.4-2.7 2.4.8 3.6L6 8.7 2.8 10.5l.8-3.6L.9 4.5l3.6-.4z"
        transform="translate(0 .4)"
        fill="currentColor"
      />
    </svg>
  )
}
