import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type YAMLMap } from 'yaml'
import { nearestKey } from './nearest-key'
import type { Problems } from './problems'
import type { Setting } from './setting'

/** A value of the file with where it stands and how it is reached (`clusters[0].tls`). */
export interface YamlField {
  node: Node | null
  place: string
  key: string
}

/** Reads typed values off a YAML syntax tree; each mismatch becomes a problem with its line. */
export class YamlReader {
  readonly #file: string
  readonly #lines: LineCounter
  readonly #problems: Problems

  constructor(file: string, lines: LineCounter, problems: Problems) {
    this.#file = file
    this.#lines = lines
    this.#problems = problems
  }

  /** The field of a node; without one (an empty value) it stands where `near` does. */
  field(node: unknown, key: string, near: string): YamlField {
    // yaml types the parts of a collection as unknown; in a parsed document they are nodes or null.
    const known = (node ?? null) as Node | null
    const start = known?.range?.[0]
    return { node: known, key, place: start === undefined ? near : this.#placeOf(start) }
  }

  /** The entries of a map by key, unknown keys noted with the nearest known one; null when it is no map. */
  map<Key extends string>(field: YamlField, known: readonly Key[]): Partial<Record<Key, YamlField>> | null {
    if (!isMap(field.node)) return this.#mismatch(field, 'a map of keys')
    const entries: Partial<Record<Key, YamlField>> = {}
    for (const { key, value } of (field.node as YAMLMap).items) {
      const at = this.field(key, field.key, field.place)
      const name = isScalar(key) ? String(key.value) : '?'
      const path = field.key === '' ? name : `${field.key}.${name}`
      const found = known.find((one) => one === name)
      if (found !== undefined) entries[found] = this.field(value, path, at.place)
      else {
        const hint = `the nearest is ${nearestKey(name, known)}; known here: ${known.join(', ')}`
        this.#problems.add({ place: at.place, key: path }, 'is not a key Vivarium knows', hint)
      }
    }
    return entries
  }

  /** The items of a list; null when it is none. */
  list(field: YamlField): YamlField[] | null {
    if (!isSeq(field.node)) return this.#mismatch(field, 'a list')
    return field.node.items.map((item, index) => this.field(item, `${field.key}[${index}]`, field.place))
  }

  /** A string, as a setting; undefined when the field is absent or not a string. */
  text(field: YamlField | undefined): Setting | undefined {
    if (field === undefined) return undefined
    const value = isScalar(field.node) ? field.node.value : undefined
    if (typeof value === 'string' && value !== '') return { place: field.place, key: field.key, text: value }
    this.#mismatch(field, typeof value === 'number' || typeof value === 'boolean' ? 'text, put it in quotes' : 'text')
    return undefined
  }

  /** A whole number, as a setting; undefined when the field is absent or no number. */
  number(field: YamlField | undefined): Setting | undefined {
    if (field === undefined) return undefined
    const value = isScalar(field.node) ? field.node.value : undefined
    if (Number.isInteger(value)) return { place: field.place, key: field.key, text: String(value) }
    this.#mismatch(field, 'a whole number')
    return undefined
  }

  /** `true` or `false`, as a setting; undefined when the field is absent or neither. */
  flag(field: YamlField | undefined): Setting | undefined {
    if (field === undefined) return undefined
    const value = isScalar(field.node) ? field.node.value : undefined
    if (typeof value === 'boolean') return { place: field.place, key: field.key, text: String(value) }
    this.#mismatch(field, 'true or false')
    return undefined
  }

  /** Text, or a list of texts joined by commas. */
  texts(field: YamlField | undefined): Setting | undefined {
    if (field === undefined || !isSeq(field.node)) return this.text(field)
    const parts = (this.list(field) ?? []).map((item) => this.text(item)?.text)
    return parts.includes(undefined) ? undefined : { place: field.place, key: field.key, text: parts.join(',') }
  }

  /** A whole number, or a list of them joined by commas. */
  numbers(field: YamlField | undefined): Setting | undefined {
    if (field === undefined || !isSeq(field.node)) return this.number(field)
    const parts = (this.list(field) ?? []).map((item) => this.number(item)?.text)
    return parts.includes(undefined) ? undefined : { place: field.place, key: field.key, text: parts.join(',') }
  }

  #mismatch(field: YamlField, wanted: string): null {
    if (isAlias(field.node)) {
      return this.#problems.add(field, 'is an alias, which is not followed', 'write the value out')
    }
    const empty =
      field.node === null || (isScalar(field.node) && (field.node.value === null || field.node.value === ''))
    return this.#problems.add(field, empty ? 'has no value' : 'has the wrong type', `it takes ${wanted}`)
  }

  #placeOf(offset: number): string {
    return `${this.#file}:${this.#lines.linePos(offset).line}`
  }
}
