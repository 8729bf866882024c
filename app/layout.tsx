import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SystemTheme } from '@/components/shell/system-theme'
import { readTheme, THEME_COOKIE } from '@/components/shell/theme'
import { ThemeScript } from '@/components/shell/theme-script'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Vivarium', template: '%s · Vivarium' },
  description: 'Live inspector and flight recorder for Kafka and ZooKeeper.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** The document: the theme a person chose is in the first byte, the system's is set before the first paint. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // The browser may set another theme than the server could know.
    <html lang="en" data-theme={theme ?? 'dark'} suppressHydrationWarning>
      <head>{theme === null ? <ThemeScript nonce={nonce} /> : null}</head>
      <body>
        {theme === null ? <SystemTheme /> : null}
        {children}
      </body>
    </html>
  )
}
