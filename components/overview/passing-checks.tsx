import { Glyph } from '@/components/ui/glyph'

/** The facts that hold, in one quiet line. */
export function PassingChecks({ checks }: { checks: readonly string[] }) {
  if (checks.length === 0) return null
  return (
    <ul className="passing" aria-label="Passing checks">
      {checks.map((check) => (
        <li key={check}>
          <Glyph state="ok" size={10} />
          {check}
        </li>
      ))}
    </ul>
  )
}
