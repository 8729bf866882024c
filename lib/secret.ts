const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/** A value that prints as `***` everywhere (string, JSON, `console`, error texts); only `reveal()` gives it away. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself: call it only where the bytes go on the wire. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '***'
  }

  toJSON(): string {
    return '***'
  }

  [INSPECT](): string {
    return '***'
  }
}
