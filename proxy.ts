import { type NextRequest, NextResponse } from 'next/server'
import { errorResponse } from '@/server/http/handle'
import { checkHost } from '@/server/http/host'
import { running } from '@/server/index'

/** Headers for every answer. Rights and input are checked where they are used, never here: a proxy can be bypassed. */
export function proxy(request: NextRequest): Response {
  try {
    checkHost(request.headers.get('host'), running().config)
  } catch (error) {
    return errorResponse(error)
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'no-referrer')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('cross-origin-resource-policy', 'same-origin')
  response.headers.set('x-frame-options', 'DENY')
  return response
}

export const config = { matcher: ['/((?!_next/static/).*)'] }

function contentSecurityPolicy(nonce: string): string {
  // The development server evaluates code for its error overlay and hot reload.
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
