import { errorCode, errorMessage } from '../errors'
import { allFamilies } from './families/all-families'
import type { FieldWords, ZnodeFamily } from './families/family'
import { FamilyIndex } from './families/family-index'
import { count, moment } from './families/phrases'
import { type JsonNode, parseJson } from './json-node'
import { maskZnode } from './mask'
import type { MeaningField, ZnodeMeaning } from './meaning'

/** What `meaningOf` needs of a stat; times in epoch ms, zxids and sessions in hex. */
export interface MeaningStat {
  czxid: string
  mzxid: string
  ctime: number
  mtime: number
  version: number
  ephemeralOwner: string
  numChildren: number
}

/** A znode to be explained. `path` begins at the chroot, `text` is its data as UTF-8, null for none. */
export interface ZnodeToExplain {
  path: string
  text: string | null
  stat: MeaningStat
}

const FAMILIES = new FamilyIndex(allFamilies)

type JsonEntry = { key: string; value: JsonNode }

const MOST_FIELDS = 200
const LONGEST_VALUE = 1_000

/**
 * What a znode means to Kafka, in plain words. It never throws and never shows a secret: data it cannot understand is
 * told in `fault`, with the fields that could be read.
 */
export function meaningOf({ path, text: data, stat }: ZnodeToExplain): ZnodeMeaning {
  const { text } = maskZnode({ path, text: data })
  const entries = lazyEntries(text)
  const found = FAMILIES.find(path)
  const fields = () => listFields(text ?? '', entries(), found?.family.words)
  if (found === null)
    return { family: 'unknown', sentence: sentenceOfAny(stat), fields: fields(), links: [], fault: null }

  const { family, names } = found
  const value = (key: string) => {
    const node = entries().findLast((entry) => entry.key === key)?.value
    return node !== undefined && 'text' in node ? node.text : null
  }
  try {
    const said = family.says({ znode: { path, data: text, stat }, names, children: stat.numChildren, value })
    const { sentence, links = [] } = said
    return { family: family.name, sentence, fields: said.fields ?? fields(), links, fault: null }
  } catch (error) {
    if (errorCode(error) !== 'invalid') throw error
    const fault = errorMessage(error)
    return { family: family.name, sentence: notUnderstood(family), fields: fields(), links: [], fault }
  }
}

function notUnderstood(family: ZnodeFamily): string {
  return `${family.noun} should stand here, but the data is not what Kafka writes.`
}

/** What can be said of any node. */
function sentenceOfAny({ ephemeralOwner, numChildren, ctime, mtime, version }: MeaningStat): string {
  const life = ephemeralOwner === '0x0' ? 'Persistent' : `Goes with session ${ephemeralOwner}`
  const changes = version === 0 ? 'never changed' : `changed ${count(version, 'time')}, last at ${moment(mtime)}`
  return `Kafka makes no node of this name. ${life}, with ${count(numChildren, 'child', 'children')}; made at ${moment(ctime)}, ${changes}.`
}

/** The entries of a JSON object, none for other data; read when first asked for, for large nodes rarely need it. */
function lazyEntries(text: string | null): () => readonly JsonEntry[] {
  let read: readonly JsonEntry[] | null = null
  return () => {
    read ??= text === null ? [] : readEntries(text)
    return read
  }
}

function readEntries(text: string): readonly JsonEntry[] {
  try {
    const node = parseJson(text)
    return node.kind === 'object' ? node.entries : []
  } catch {
    // Whether it should have been JSON is for the family to say.
    return []
  }
}

function listFields(
  text: string,
  entries: readonly JsonEntry[],
  words: ReadonlyMap<string, FieldWords> | undefined,
): MeaningField[] {
  const fields = entries.slice(0, MOST_FIELDS).map(({ key, value: node }): MeaningField => {
    const value = valueText(text, node)
    const saying = words?.get(key)
    return { name: key, value, words: typeof saying === 'function' ? saying(value) : (saying ?? null) }
  })
  const left = entries.length - fields.length
  return left === 0 ? fields : [...fields, { name: '…', value: count(left, 'more field', 'more fields'), words: null }]
}

/** A value on one line: scalars as they are, lists of scalars with commas, anything deeper as its JSON. */
function valueText(text: string, node: JsonNode): string {
  const whole =
    node.kind === 'array' && node.items.every(isScalar)
      ? node.items.map((item) => ('text' in item ? item.text : '')).join(', ')
      : 'text' in node
        ? node.text
        : text.slice(node.start, node.end)
  return whole.length > LONGEST_VALUE ? `${whole.slice(0, LONGEST_VALUE)}… (${whole.length} characters)` : whole
}

function isScalar(node: JsonNode): boolean {
  return 'text' in node
}
