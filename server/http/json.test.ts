import { describe, expect, it } from 'vitest'
import { apiError } from '@/lib/api/api-error'
import type { SourceItem } from '@/lib/api/envelope'
import { VivariumError } from '@/lib/errors'
import { errorResponse } from './handle'
import { revisionAnswer } from './json'

const POSITION = { epoch: 'mabc', revision: 7 }
const live: SourceItem = { name: 'metadata', status: 'live', since: '2026-03-01T14:02:07.318Z', ageMs: 1 }

function ask(ifNoneMatch: string | null, source: SourceItem = live): Response {
  const headers = ifNoneMatch === null ? undefined : { 'if-none-match': ifNoneMatch }
  const request = new Request('http://localhost/api/v1/clusters', headers ? { headers } : {})
  return revisionAnswer(request, POSITION, { sources: [source] }, () => ({ here: true }))
}

describe('revisionAnswer', () => {
  it('answers with the tag of the revision', async () => {
    const response = ask(null)
    expect([response.status, response.headers.get('etag')]).toEqual([200, 'W/"mabc.7"'])
    expect(await response.json()).toEqual({ here: true })
  })

  it('answers 304 without a body to who holds the revision', async () => {
    for (const tag of ['W/"mabc.7"', '"mabc.7"', '*', '"x", W/"mabc.7"']) {
      const response = ask(tag)
      expect([response.status, response.headers.get('etag')]).toEqual([304, 'W/"mabc.7"'])
      expect(await response.text()).toBe('')
    }
  })

  it('answers in full to any other tag', () => {
    for (const tag of ['W/"mabc.6"', 'W/"mabd.7"', '', 'mabc.70', '"*"']) expect(ask(tag).status).toBe(200)
  })

  it('answers in full while a source is late: the revision stands still then', () => {
    expect(ask('W/"mabc.7"', { ...live, status: 'late' }).status).toBe(200)
  })
})

describe('errorResponse', () => {
  it('is what the contract says', async () => {
    const error = new VivariumError({
      code: 'not-found',
      message: 'there is no topic "x"',
      hint: 'nearest: y',
      field: 'name',
    })
    for (const [thrown, status] of [
      [error, 404],
      [new VivariumError({ code: 'invalid', message: 'no' }), 400],
    ] as const) {
      const response = errorResponse(thrown)
      expect(response.status).toBe(status)
      expect(apiError.parse(await response.json()).error.code).toBe(thrown.code)
    }
  })
})
