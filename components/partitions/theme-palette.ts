'use client'
import { useEffect, useState } from 'react'
import { CELL_MEANING } from './cell-letter'
import type { Palette } from './tank-drawing'

const TOKENS = [...Object.values(CELL_MEANING).map(({ token }) => token), 'panel', 'line', 'accent']

/** The theme's colours as the style sheet has them now, read again when the theme changes; null before mount. */
export function useThemePalette(): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null)
  useEffect(() => {
    const read = () => setPalette(readPalette())
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] })
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', read)
    return () => {
      observer.disconnect()
      system.removeEventListener('change', read)
    }
  }, [])
  return palette
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  return new Map(TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()]))
}
