'use client'

import SquareTerminal from 'lucide-react/icons/terminal'
import { useState } from 'react'
import { copyText } from './copy-text'
import { Popover } from './popover'

/** Copies the command that tells the same on the command line, and shows it. */
export function CliButton({ command }: { command: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <span data-cli={command} className="contents">
      <Popover
        triggerClass="btn"
        label="Copy as command line"
        title="The same on the command line (Y)"
        align="end"
        trigger={<SquareTerminal className="ic ic-s" />}
        onOpen={() => void copyText(command).then(setCopied)}
      >
        {() => (
          <div className="cli">
            <p aria-live="polite">{copied ? 'Copied' : 'Select and copy'}</p>
            <pre className="code">{command}</pre>
          </div>
        )}
      </Popover>
    </span>
  )
}
