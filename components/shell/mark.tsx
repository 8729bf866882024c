/** The product's mark: a pulse in a frame. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <rect x="1.5" y="2.5" width="17" height="15" rx="3" />
      <path d="M1.5 11h4l2-4 3 7 2.2-5 1 2h4.8" />
    </svg>
  )
}
