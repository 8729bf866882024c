'use client'

import { useEffect } from 'react'
import { followSystemTheme } from './theme'

/** For people who chose no theme: the system's, also when it changes, and where the script of the first paint did not run. */
export function SystemTheme() {
  useEffect(() => followSystemTheme(), [])
  return null
}
