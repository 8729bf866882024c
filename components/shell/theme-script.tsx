/**
 * Sets the system's theme before the first paint, for people who chose none. React escapes quotes inside a script, so the
 * text uses none; `nonce` is this response's, from the CSP.
 */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {
        'document.documentElement.dataset.theme = matchMedia(`(prefers-color-scheme: light)`).matches ? `light` : `dark`'
      }
    </script>
  )
}
