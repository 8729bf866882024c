'use client'

import { useState } from 'react'
import { Dialog } from '../ui/dialog'
import { singleKeysOn, switchSingleKeys } from '../ui/use-key'

const KEYS: readonly [string, string][] = [
  ['⌘K  Ctrl K', 'Find anything'],
  ['/', 'Filter this list'],
  ['g o', 'Overview'],
  ['g p', 'Partitions'],
  ['g t', 'Topics'],
  ['g c', 'Groups'],
  ['g b', 'Brokers'],
  ['g z', 'ZooKeeper'],
  ['g e', 'Events'],
  ['j  k', 'Next, previous row'],
  ['↵', 'Open the row'],
  ['.', 'Actions of the row'],
  ['s', 'Search below a znode'],
  ['[  ]', 'Previous, next tab'],
  ['l', 'Pause, continue live'],
  ['y', 'Copy the link to this page'],
  ['Y', 'Copy the same as a command line'],
  ['t', 'Light, dark'],
  ['?', 'This list'],
  ['Esc', 'Close; then continue live'],
]

/** Every key there is, and the switch for single keys. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn)
  return (
    <Dialog label="Shortcuts" className="pal help" onClose={onClose}>
      <header>
        <h2 className="strong">Shortcuts</h2>
        <button type="button" className="kbd" onClick={onClose} aria-label="Close">
          Esc
        </button>
      </header>
      <dl>
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              {keys
                .split(' ')
                .filter(Boolean)
                .map((key) => (
                  <kbd key={key} className="kbd">
                    {key}
                  </kbd>
                ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <footer>
        <label>
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              switchSingleKeys(event.target.checked)
              setOn(event.target.checked)
            }}
          />
          Single keys act in this browser
        </label>
      </footer>
    </Dialog>
  )
}
