import { z } from 'zod'

/** The field's name without its unit: the reason of `sizeBytes` is `sizeReason`, that of `createdAt` is `createdReason`. */
type WithoutUnit<Name extends string> = Name extends `${infer Base}Bytes`
  ? Base
  : Name extends `${infer Base}Ms`
    ? Base
    : Name extends `${infer Base}Percent`
      ? Base
      : Name extends `${infer Base}At`
        ? Base
        : Name

type ReasonName<Name extends string> = `${WithoutUnit<Name>}Reason`

/** A field that may be unknown, and its reason. */
type Known<Name extends string, Value> = { [N in Name]: Value | null } & {
  [N in ReasonName<Name>]: string | null
}

type Shape<Name extends string, Field extends z.ZodType> = { [N in Name]: z.ZodNullable<Field> } & {
  [N in ReasonName<Name>]: z.ZodNullable<z.ZodString>
}

/**
 * A field that may be unknown, with its reason beside it. `unless` says why it is unknown and is used only then; `partly` is what a known value
 * leaves out, for sums over the parts that are known.
 */
export function known<Name extends string, Value>(
  name: Name,
  value: Value | null,
  unless: string,
  partly: string | null = null,
): Known<Name, Value> {
  // Computed keys lose their literal types; both are those of the return type.
  return { [name]: value, [reasonName(name)]: value === null ? unless : partly } as Known<Name, Value>
}

/** The shape of such a field: the field or null, and beside it the reason, null where there is nothing to explain. */
export function maybe<Name extends string, Field extends z.ZodType>(name: Name, field: Field): Shape<Name, Field> {
  // Computed keys lose their literal types; both are those of the return type.
  return { [name]: field.nullable(), [reasonName(name)]: z.string().nullable() } as Shape<Name, Field>
}

function reasonName(name: string): string {
  return `${name.replace(/(?<=.)(Bytes|Ms|Percent|At)$/, '')}Reason`
}
