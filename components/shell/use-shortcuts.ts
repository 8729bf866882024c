'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useConnection } from '../live/use-connection'
import { copyText } from '../ui/copy-text'
import { useKey } from '../ui/use-key'
import { notify } from './notice'
import { PLACES } from './places'
import { toggleTheme } from './theme'

/** How long `g` waits for the letter of a page. */
const CHORD_MS = 1_500

/** Walks the tabs of the page, left or right, round the ends. */
function stepTab(step: 1 | -1): boolean {
  const tabs = [...document.querySelectorAll<HTMLAnchorElement>('[data-tabs] a')]
  const current = tabs.findIndex((tab) => tab.hasAttribute('aria-current'))
  const next = tabs.at((current + step) % tabs.length)
  next?.click()
  return next !== undefined
}

async function copy(text: string, what: string): Promise<void> {
  notify((await copyText(text)) ? `${what} copied` : 'The browser refused the clipboard')
}

/** The keys that act on every page. Single keys can be switched off; ⌘K and Ctrl K always work. */
export function useShortcuts({
  cluster,
  openPalette,
  openHelp,
  covered,
}: {
  cluster: string
  openPalette: () => void
  openHelp: () => void
  /** Something lies over the page: its keys rest. */
  covered: boolean
}): void {
  const router = useRouter()
  const { status, pause, resume } = useConnection()
  const chordAt = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      openPalette()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [openPalette])

  useKey((key, event) => {
    if (covered) return false
    const inChord = event.timeStamp - chordAt.current < CHORD_MS
    chordAt.current = Number.NEGATIVE_INFINITY
    if (inChord) {
      const place = PLACES.find((candidate) => candidate.key === key)
      if (place) router.push(place.href(cluster))
      return place !== undefined
    }
    switch (key) {
      case 'g':
        chordAt.current = event.timeStamp
        return true
      case '/': {
        const box = document.querySelector<HTMLInputElement>('[data-filter]')
        box?.focus()
        box?.select()
        return box !== null
      }
      case '[':
        return stepTab(-1)
      case ']':
        return stepTab(1)
      case 'l':
        if (status === 'paused') resume()
        else pause()
        return true
      case 'y':
        void copy(window.location.href, 'Link')
        return true
      case 'Y': {
        const command = document.querySelector<HTMLElement>('[data-cli]')?.dataset['cli']
        if (command) void copy(command, 'Command')
        return command !== undefined
      }
      case 't':
        toggleTheme()
        return true
      case '?':
        openHelp()
        return true
      case 'Escape':
        if (status === 'paused') resume()
        return status === 'paused'
      default:
        return false
    }
  })
}
