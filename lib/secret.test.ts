import { describe, expect, it } from 'vitest'
import { Secret } from '@/lib/secret'

const CANARY = 'canary-7f3a91'

describe('Secret', () => {
  const secret = new Secret(CANARY)

  it('gives its value only to reveal()', () => {
    expect(secret.reveal()).toBe(CANARY)
  })

  it.each([
    ['a template', `${secret}`],
    ['JSON', JSON.stringify({ secret })],
    ['its own properties', Object.getOwnPropertyNames(secret).join()],
    ['its keys', Object.entries(secret).join()],
    ['an error', new Error(`failed with ${secret}`).message],
  ])('prints nothing of it in %s', (_where, text) => {
    expect(text).not.toContain(CANARY)
  })

  it('does not survive a structured clone', () => {
    expect(structuredClone(secret)).toEqual({})
  })
})
