import { describe, expect, it } from 'vitest'
import { topicNameFault } from './topic-name'

describe('topicNameFault', () => {
  it('lets Kafka’s names pass, also those objects would trip over', () => {
    for (const name of ['a', 'orders.v2_x-1', 'x'.repeat(249), '__proto__', 'constructor', 'toString', '...'])
      expect(topicNameFault(name)).toBeNull()
  })

  it('names the first bad character and its position', () => {
    expect(topicNameFault('ümlaut')).toMatch(/^"ü" \(U\+00FC\) at position 1 /)
    expect(topicNameFault('a😀b')).toMatch(/^"😀" \(U\+1F600\) at position 2 /)
    expect(topicNameFault('аbc')).toMatch(/^"а" \(U\+0430\) at position 1 /)
    expect(topicNameFault('a b')).toMatch(/^" " \(U\+0020\) at position 2 /)
    expect(topicNameFault(' a')).toMatch(/at position 1 /)
    expect(topicNameFault('a ')).toMatch(/at position 2 /)
    expect(topicNameFault('a/b')).toMatch(/^"\/" \(U\+002F\) at position 2 /)
    expect(topicNameFault('<img src=x onerror=alert(1)>')).toMatch(/^"<" \(U\+003C\) at position 1 /)
  })

  it('never hands a control character or a broken one on', () => {
    expect(topicNameFault('a\u0000')).toMatch(/^"\\u0000" \(U\+0000\) at position 2 /)
    expect(topicNameFault('a\r\nx: y')).toMatch(/^"\\r" \(U\+000D\) at position 2 /)
    expect(topicNameFault('a\ud800')).toMatch(/^"\\ud800" \(U\+D800\) at position 2 /)
  })

  it('refuses the empty, the dots and the too long', () => {
    expect(topicNameFault('')).toContain('empty')
    expect(topicNameFault('.')).toContain('"."')
    expect(topicNameFault('..')).toContain('".."')
    expect(topicNameFault('x'.repeat(250))).toContain('250')
  })
})
