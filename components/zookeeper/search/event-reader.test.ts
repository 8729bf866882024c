import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EventReader } from './event-reader'

const TEXT =
  'retry: 2000\n\nevent: hit\ndata: {"path":"/a: b"}\n\n: still here\n\nevent: end\ndata: {}\n\nevent: cut\nda'
const MESSAGES = [
  { event: 'hit', data: '{"path":"/a: b"}' },
  { event: 'end', data: '{}' },
]

it('reads messages in whatever pieces they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (widths) => {
      const reader = new EventReader()
      const read = []
      let at = 0
      for (let step = 0; at < TEXT.length; step++) {
        const width = widths[step % widths.length] ?? 1
        read.push(...reader.read(TEXT.slice(at, at + width)))
        at += width
      }
      expect(read).toEqual(MESSAGES)
    }),
  )
})
