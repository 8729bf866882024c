import { describe, expect, it } from 'vitest'
import { connectString } from './connect-string'

describe('connectString', () => {
  it('reads servers in order, default port and chroot, and drops spaces', () => {
    expect(connectString(' a:1 , b,c:65535 /kafka/x ')).toEqual({
      servers: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2181 },
        { host: 'c', port: 65535 },
      ],
      chroot: '/kafka/x',
    })
    expect(connectString('a:1/')).toEqual({ servers: [{ host: 'a', port: 1 }], chroot: null })
    expect(connectString('a:1,,').servers).toHaveLength(1)
  })

  it.each([
    ['', /names no server/],
    [' , ', /names no server/],
    ['/kafka', /names no server/],
    ['[::1]:2181', /IPv6/],
    ['::1', /IPv6/],
    ['a:b', /no valid port/],
    ['a:', /no valid port/],
    ['a:0', /no valid port/],
    ['a:65536', /no valid port/],
    [':2181', /no valid host/],
    ['a b:1', /no valid host/],
    ['a:1/x/', /The chroot "\/x\/" is not a valid path/],
    ['a:1//x', /second "\/" at position 1/],
  ])('refuses %j', (text, says) => {
    expect(() => connectString(text)).toThrow(expect.objectContaining({ code: 'invalid', field: 'connect' }))
    expect(() => connectString(text)).toThrow(says)
  })
})
