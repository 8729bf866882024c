import type { ReactNode } from 'react'

/** A bordered block with its title, what it shows in one phrase, controls at the end, and a foot. */
export function Panel({
  title,
  sub,
  end,
  footer,
  children,
}: {
  title: ReactNode
  sub?: ReactNode
  end?: ReactNode
  footer?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="panel">
      <header>
        <h2>{title}</h2>
        {sub ? <span className="sub">{sub}</span> : null}
        {end ? <div className="end">{end}</div> : null}
      </header>
      {children}
      {footer ? <footer>{footer}</footer> : null}
    </section>
  )
}
