import { expect, it } from 'vitest'
import { zxidParts } from './zxid-parts'

it('splits a zxid without losing a digit', () => {
  expect(zxidParts('0x5a0003f2c1')).toEqual({ epoch: 90n, counter: 258_753n })
  expect(zxidParts('0xffffffffffffffff')).toEqual({ epoch: 0xffff_ffffn, counter: 0xffff_ffffn })
  expect(zxidParts('0x0')).toEqual({ epoch: 0n, counter: 0n })
  expect(zxidParts('90')).toBeNull()
})
