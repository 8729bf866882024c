import { describe, expect, it } from 'vitest'
import { childPath, isWithin, joinChroot, parentPath, znodePath } from './znode-path'

const refused: [path: string, says: RegExp][] = [
  ['', /must not be empty/],
  ['a', /start with "\/", not with "a" \(U\+0061\) at position 0/],
  ['/a/', /must not end with "\/" \(position 2\)/],
  ['//a', /second "\/" at position 1/],
  ['/a//b', /second "\/" at position 3/],
  ['/..', /"\.\." at position 1/],
  ['/a/../b', /"\.\." at position 3/],
  ['/.', /"\." at position 1/],
  ['/a\0', /U\+0000 at position 2/],
  ['/\x01', /U\+0001 at position 1/],
  ['/ab\x1f', /U\+001F at position 3/],
  ['/\x7f', /U\+007F/],
  ['/\x9f', /U\+009F/],
  ['/x😀', /U\+1F600 at position 2/],
  ['/\ud800', /U\+D800/],
  ['/\ue000', /U\+E000/],
  ['/\uf8ff', /U\+F8FF/],
  ['/\ufff0', /U\+FFF0/],
  ['/\uffff', /U\+FFFF/],
]

describe('znodePath', () => {
  it.each(refused)('refuses %j', (path, says) => {
    expect(() => znodePath(path)).toThrow(expect.objectContaining({ code: 'invalid', field: 'path' }))
    expect(() => znodePath(path)).toThrow(says)
  })

  it.each(['/', '/a', '/.a', '/...', '/a/.b/..c', '/%2e%2e', '/é', '/a b', '/\u200e\u202e', '/ \ufeff'])(
    'lets %j through unchanged',
    (path) => expect(znodePath(path)).toBe(path),
  )

  it('lets long names through, up to what a server accepts', () => {
    expect(znodePath(`/${'n'.repeat(5_000)}`)).toHaveLength(5_001)
    expect(() => znodePath(`/${'é'.repeat(500_000)}`)).toThrow(
      expect.objectContaining({ code: 'too-large', message: expect.stringContaining('jute.maxbuffer') }),
    )
  })
})

describe('paths', () => {
  it('join, split and compare', () => {
    expect(childPath('/', 'a')).toBe('/a')
    expect(childPath('/a', 'b')).toBe('/a/b')
    expect(parentPath('/')).toBeNull()
    expect(parentPath('/a')).toBe('/')
    expect(parentPath('/a/b')).toBe('/a')
    expect(joinChroot(null, '/a')).toBe('/a')
    expect(joinChroot('/kafka', '/')).toBe('/kafka')
    expect(joinChroot('/kafka', '/a')).toBe('/kafka/a')
    expect(isWithin('/a', '/a')).toBe(true)
    expect(isWithin('/a', '/a/b')).toBe(true)
    expect(isWithin('/a', '/ab')).toBe(false)
    expect(isWithin('/', '/x')).toBe(true)
  })
})
