/** Name of the cookie that keeps a person's choice, so that the server renders the right theme at once. */
export const THEME_COOKIE = 'vivarium-theme'

export type Theme = 'dark' | 'light'

/** The theme a cookie's value names; null for none or nonsense. */
export function readTheme(value: string | undefined): Theme | null {
  return value === 'dark' || value === 'light' ? value : null
}

const YEAR_S = 31_536_000

/** Turns the page to the other theme and remembers that for a year. Browser only. */
export function toggleTheme(): void {
  const root = document.documentElement
  const theme: Theme = root.dataset['theme'] === 'light' ? 'dark' : 'light'
  root.dataset['theme'] = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`
}

/** Follows the system's theme until the answered function is called. Browser only. */
export function followSystemTheme(): () => void {
  const light = matchMedia('(prefers-color-scheme: light)')
  const follow = () => {
    // A choice made meanwhile is worth more.
    if (document.cookie.includes(`${THEME_COOKIE}=`)) return
    document.documentElement.dataset['theme'] = light.matches ? 'light' : 'dark'
  }
  follow()
  light.addEventListener('change', follow)
  return () => light.removeEventListener('change', follow)
}
