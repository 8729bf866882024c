'use client'

import Ellipsis from 'lucide-react/icons/ellipsis'
import Link from 'next/link'
import { copyText } from '../copy-text'
import { Popover } from '../popover'

/** What can be done with one row: open it, copy its name, its link or its data. */
export function RowMenu({ name, href, json }: { name: string; href: string | null; json: () => string }) {
  const copies: [string, () => string][] = [['Copy name', () => name]]
  if (href !== null) copies.push(['Copy link', () => new URL(href, window.location.href).href])
  copies.push(['Copy as JSON', json])
  return (
    <Popover
      triggerClass="more"
      label={`Actions for ${name}`}
      align="end"
      trigger={<Ellipsis className="ic ic-s" data-row-menu="" />}
    >
      {(close) => (
        <ul className="menu">
          {href === null ? null : (
            <li>
              <Link href={href} prefetch={false} onClick={close}>
                Open
              </Link>
            </li>
          )}
          {copies.map(([label, text]) => (
            <li key={label}>
              <button type="button" onClick={() => void copyText(text()).then(close)}>
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}
