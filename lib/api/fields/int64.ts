import { z } from 'zod'

/** A 64-bit count, offset or number of bytes as a decimal string: it may exceed what a JSON number can hold. */
export const int64 = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .meta({ description: 'int64 as decimal text', example: '91503214' })

/** A ZooKeeper id (session, zxid) as it is written everywhere: `0x` and hex digits. */
export const hexId = z
  .string()
  .regex(/^0x[0-9a-f]{1,16}$/)
  .meta({ example: '0x100000a3c5e0001' })
