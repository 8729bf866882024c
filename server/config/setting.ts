/** One configured value before validation, and where it stands. */
export interface Setting {
  /** `environment`, `command line`, or `file:line`. */
  place: string
  key: string
  text: string
}
