import type { ReactNode } from 'react'

/** Nothing to list: the fact, what exists instead, and the button that helps. */
export function EmptyState({ title, detail, action }: { title: ReactNode; detail: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="strong">{title}</p>
      <p className="mut small">{detail}</p>
      {action ? <div className="row">{action}</div> : null}
    </div>
  )
}
