import { z } from 'zod'
import { ERROR_STATUS, type ErrorCode } from '../errors'

// Object.keys of a record over ErrorCode yields exactly its keys.
const codes = Object.keys(ERROR_STATUS) as ErrorCode[]

/** The body of every answer that is not 2xx or 304. */
export const apiError = z.strictObject({
  error: z.strictObject({
    code: z.enum(codes),
    message: z.string().meta({ description: 'what happened' }),
    hint: z.string().optional().meta({ description: 'what to do about it' }),
    field: z.string().optional().meta({ description: 'the parameter at fault' }),
    requestId: z.string().meta({ description: 'names the request in the log of Vivarium' }),
  }),
})
