import { useLayoutEffect, useRef } from 'react'
import { GRID_ROLE } from './grid-roles'

/** The height of rows that are not drawn. */
export function Spacer({ height, span }: { height: number; span: number }) {
  const cell = useRef<HTMLTableCellElement>(null)
  // Set by CSSOM: a style attribute in the server's HTML would be blocked by the CSP.
  useLayoutEffect(() => {
    if (cell.current) cell.current.style.height = `${height}px`
  }, [height])
  return (
    <tr {...GRID_ROLE.none} className="spacer">
      <td {...GRID_ROLE.none} ref={cell} colSpan={span} />
    </tr>
  )
}
