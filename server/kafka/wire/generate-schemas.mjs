/**
 * Writes `schemas/*.gen.ts`, and the tables of the records in `__consumer_offsets`, from Apache Kafka's own message
 * definitions. Run by hand when an API is added:
 *
 *   mvn dependency:get -Dartifact=org.apache.kafka:kafka-clients:4.1.1 -Dtransitive=false
 *   mvn dependency:get -Dartifact=org.apache.kafka:kafka-group-coordinator:4.1.1 -Dtransitive=false
 *   cd <temporary folder>
 *   jar xf <local Maven repository>/org/apache/kafka/kafka-clients/4.1.1/kafka-clients-4.1.1.jar common/message
 *   jar xf <local Maven repository>/org/apache/kafka/kafka-group-coordinator/4.1.1/kafka-group-coordinator-4.1.1.jar common/message
 *   node server/kafka/wire/generate-schemas.mjs <temporary folder>/common/message
 *
 * Only facts travel: field names, types, version ranges, tags, defaults. To add an API, add its name to APIS, run, and pin
 * a version in `apis.ts`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const APIS = [
  'ApiVersions',
  'ConsumerGroupDescribe',
  'DescribeCluster',
  'DescribeConfigs',
  'DescribeGroups',
  'DescribeLogDirs',
  'DescribeQuorum',
  'Fetch',
  'FindCoordinator',
  'ListGroups',
  'ListOffsets',
  'ListPartitionReassignments',
  'Metadata',
  'OffsetFetch',
  'SaslAuthenticate',
  'SaslHandshake',
]
/** Records of `__consumer_offsets` whose values are read; of all others only the key is. */
const RECORDS = [
  'LegacyOffsetCommit',
  'OffsetCommit',
  'GroupMetadata',
  'ConsumerGroupMetadata',
  'ConsumerGroupPartitionMetadata',
  'ConsumerGroupMemberMetadata',
  'ConsumerGroupTargetAssignmentMetadata',
  'ConsumerGroupTargetAssignmentMember',
  'ConsumerGroupCurrentMemberAssignment',
  'ConsumerGroupRegularExpression',
]
const RELEASE = '4.1.1'
/** The open end of a version range: Kafka writes "3+". */
const OPEN = 32767

const definitions = process.argv[2]
if (definitions === undefined) throw new Error('usage: generate-schemas.mjs <folder of the *.json message definitions>')

/** The definitions are JSON with whole-line comments. */
function load(name) {
  const text = readFileSync(join(definitions, `${name}.json`), 'utf8')
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''))
}

function lowerFirst(name) {
  return name[0].toLowerCase() + name.slice(1)
}

/** "0+" → [0, 32767], "3-8" → [3, 8], "4" → [4, 4], "none" or absent → null. */
function range(text) {
  if (text === undefined || text === 'none') return null
  const [from, to] = text.endsWith('+')
    ? [text.slice(0, -1), OPEN]
    : text.includes('-')
      ? text.split('-')
      : [text, text]
  return [Number(from), Number(to)]
}

/** The `default` of a definition as source text, or undefined where it is the type's own zero. */
function defaultOf(field) {
  const raw = field.default === undefined ? undefined : String(field.default)
  if (raw === undefined || raw === '') return undefined
  if (raw === 'null') return 'null'
  if (field.type === 'bool') return raw === 'true' ? 'true' : undefined
  if (field.type === 'string') return `'${raw}'`
  if (field.type === 'int64') return BigInt(raw) === 0n ? undefined : `${BigInt(raw)}n`
  return Number(raw) === 0 ? undefined : String(Number(raw))
}

function table(fields, structs, indent) {
  const pad = ' '.repeat(indent)
  return fields
    .map((field) => {
      const array = field.type.startsWith('[]')
      const base = array ? field.type.slice(2) : field.type
      const struct = /^[A-Z]/.test(base)
      const parts = [`name: '${lowerFirst(field.name)}'`, `type: '${struct ? 'struct' : base}'`]
      if (array) parts.push('array: true')
      parts.push(`versions: ${JSON.stringify(range(field.versions)).replace(',', ', ')}`)
      if (range(field.nullableVersions))
        parts.push(`nullable: ${JSON.stringify(range(field.nullableVersions)).replace(',', ', ')}`)
      if (field.tag !== undefined)
        parts.push(`tag: ${field.tag}, tagged: ${JSON.stringify(range(field.taggedVersions)).replace(',', ', ')}`)
      if (field.flexibleVersions !== undefined)
        throw new Error(`${field.name}: a field's own flexibleVersions are not supported`)
      const value = defaultOf(field)
      if (typeof value === 'string') parts.push(`default: ${value}`)
      if (field.ignorable) parts.push('ignorable: true')
      if (struct) parts.push(`fields: [\n${table(field.fields ?? structs.get(base), structs, indent + 2)}${pad}]`)
      return `${pad}{ ${parts.join(', ')} },\n`
    })
    .join('')
}

const SCALARS = {
  bool: 'boolean',
  int64: 'bigint',
  string: 'string',
  uuid: 'string',
  bytes: 'Buffer',
  records: 'Buffer',
}

function structsOf(message) {
  return new Map((message.commonStructs ?? []).map((struct) => [struct.name, struct.fields]))
}

function shape(fields, structs, indent, scalars = SCALARS) {
  const pad = ' '.repeat(indent)
  return fields
    .map((field) => {
      const base = field.type.replace('[]', '')
      const struct = /^[A-Z]/.test(base)
      const one = struct
        ? `{\n${shape(field.fields ?? structs.get(base), structs, indent + 2, scalars)}${pad}}`
        : (scalars[base] ?? 'number')
      const many = field.type.startsWith('[]') ? `${one}[]` : one
      return `${pad}${lowerFirst(field.name)}: ${many}${range(field.nullableVersions) ? ' | null' : ''}\n`
    })
    .join('')
}

for (const api of APIS) {
  const request = load(`${api}Request`)
  const response = load(`${api}Response`)
  const flexible = range(request.flexibleVersions)?.[0] ?? null
  const text = `// Generated by generate-schemas.mjs from the message definitions of Apache Kafka ${RELEASE}. Do not edit.
import type { ApiSchema } from '@/server/kafka/wire/schema'

export const ${lowerFirst(api)}Schema: ApiSchema<${api}Request, ${api}Response> = {
  name: '${api}',
  key: ${request.apiKey},
  versions: [${range(request.validVersions).join(', ')}],
  flexibleFrom: ${flexible},
  request: [
${table(request.fields, structsOf(request), 4)}  ],
  response: [
${table(response.fields, structsOf(response), 4)}  ],
}

/** Body of a ${api} request (API key ${request.apiKey}), all versions in one shape. */
export interface ${api}Request {
${shape(request.fields, structsOf(request), 2)}}

/** Body of a ${api} response (API key ${request.apiKey}); a field the version lacks holds its default. */
export interface ${api}Response {
${shape(response.fields, structsOf(response), 2)}}
`
  writeFileSync(new URL(`schemas/${kebab(api)}.gen.ts`, import.meta.url), text)
}

/** Code in lib knows no Node, so its bytes are plain. */
const PLAIN_SCALARS = { ...SCALARS, bytes: 'Uint8Array' }

function kebab(name) {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}

const keys = readdirSync(definitions)
  .filter((file) => file.endsWith('Key.json'))
  .map((file) => file.slice(0, -'Key.json'.length))
  .map((record) => ({ record, key: load(`${record}Key`) }))
  .sort((a, b) => a.key.apiKey - b.key.apiKey)
const values = RECORDS.map((record) => ({ record, value: load(`${record}Value`) }))

writeFileSync(
  new URL('../../../lib/records/offsets-topic-schemas.gen.ts', import.meta.url),
  `// Generated by generate-schemas.mjs from the message definitions of Apache Kafka ${RELEASE}. Do not edit.
import type { RecordField, RecordSchema } from './record-fields'

/** Records of \`__consumer_offsets\` by the number their keys begin with: name and fields of the key. */
export const OFFSETS_TOPIC_KEYS = {
${keys
  .map(
    ({ record, key }) => `  ${key.apiKey}: { name: '${kebab(record)}', fields: [
${table(key.fields, structsOf(key), 4)}  ] },
`,
  )
  .join('')}} as const satisfies Record<number, { name: string; fields: readonly RecordField[] }>

/** Values of those records that are read, by the same number. */
export const OFFSETS_TOPIC_VALUES = {
${values
  .map(
    ({
      value,
    }) => `  ${value.apiKey}: { versions: [${range(value.validVersions).join(', ')}], flexibleFrom: ${range(value.flexibleVersions)?.[0] ?? null}, fields: [
${table(value.fields, structsOf(value), 4)}  ] },
`,
  )
  .join('')}} as const satisfies Record<number, RecordSchema>
${values
  .map(
    ({ record, value }) => `
/** Value of a ${record} record (key type ${value.apiKey}); a field the version lacks holds its default. */
export interface ${record}Value {
${shape(value.fields, structsOf(value), 2, PLAIN_SCALARS)}}
`,
  )
  .join('')}`,
)
