import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ErrorCode, LineCounter, parseDocument } from 'yaml'
import type { ClusterDraft } from './cluster-draft'
import type { Problems } from './problems'
import type { Setting } from './setting'
import type { Variables } from './variable-names'
import { YamlClusters } from './yaml-clusters'
import { YamlReader } from './yaml-reader'

// turbopackIgnore: the owner names these files; without it the build carries the whole repository along.

/** Hundreds of clusters fit into a tenth of it; more is a mistyped path. */
const SIZE_LIMIT_BYTES = 1024 * 1024

/** The parser's own sentences quote the file, so the likely slips are told in ours. */
const SLIPS: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'a tab indents here, use spaces',
  DUPLICATE_KEY: 'the same key stands twice in one map',
  BAD_INDENT: 'align this line with its neighbours; is the file complete?',
  MISSING_CHAR: 'a bracket, quote or comma is missing; is the file complete?',
  BAD_ALIAS: 'aliases are not followed, write the value out',
  MULTIPLE_DOCS: 'keep one document, drop what follows ---',
  BAD_SCALAR_START: 'put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put the key on its own line, its value indented below',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing; is the file complete?',
}

/** What a configuration file says, not yet validated. */
export interface ConfigFile {
  /** Folder of the file: its relative paths start there. */
  directory: string
  port?: Setting
  host?: Setting
  allowedHosts?: Setting
  data?: Setting
  metricsFlavor?: Setting
  metricsPartitions?: Setting
  clusters: ClusterDraft[]
  /** Environment variables its `${NAME}` secrets come from. */
  referenced: ReadonlySet<string>
}

/** Reads the YAML file a setting names; null, with problems noted, when nothing of it can be used. */
export function readConfigFile(
  setting: Setting,
  workingDirectory: string,
  env: Variables,
  problems: Problems,
): ConfigFile | null {
  const path = resolve(workingDirectory, setting.text)
  const text = readText(setting, path, problems)
  if (text === null) return null
  const lines = new LineCounter()
  const root = parse(text, setting.text, lines, problems)
  if (root === null) return null
  const reader = new YamlReader(setting.text, lines, problems)
  const top = reader.map(reader.field(root, '', `${setting.text}:1`), ['clusters', 'server', 'data'])
  const server =
    top?.server && reader.map(top.server, ['port', 'host', 'allowedHosts', 'metricsFlavor', 'metricsPartitions'])
  const clusters = new YamlClusters(reader, dirname(path), env, problems)
  return {
    directory: dirname(path),
    port: reader.number(server?.port),
    host: reader.text(server?.host),
    allowedHosts: reader.texts(server?.allowedHosts),
    data: reader.text(top?.data),
    metricsFlavor: reader.texts(server?.metricsFlavor),
    metricsPartitions: reader.flag(server?.metricsPartitions),
    clusters: top?.clusters === undefined ? [] : clusters.read(top.clusters),
    referenced: clusters.referenced,
  }
}

function readText(setting: Setting, path: string, problems: Problems): string | null {
  try {
    const stat = statSync(/*turbopackIgnore: true*/ path)
    if (!stat.isFile()) return problems.add(setting, `names ${setting.text}, which is not a file`, 'name a YAML file')
    if (stat.size > SIZE_LIMIT_BYTES) {
      return problems.add(setting, `names ${setting.text}, which is over 1 MiB`, 'name a YAML file of clusters')
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(/*turbopackIgnore: true*/ path))
  } catch (error) {
    // TextDecoder and the file system both put a code on what they throw.
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return problems.add(setting, `names ${setting.text}, which is not UTF-8`, 'save it as UTF-8')
    }
    return problems.add(setting, `names ${setting.text}, which cannot be read (${code})`, `it is looked for at ${path}`)
  }
}

function parse(text: string, file: string, lines: LineCounter, problems: Problems): unknown {
  try {
    // prettyErrors would quote the lines of the file, and a password may stand in one.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
    let lastLine = 0
    for (const error of document.errors.slice(0, 20)) {
      const { line, col } = lines.linePos(error.pos[0])
      // One slip often makes a chain of errors on its line.
      if (line === lastLine) continue
      lastLine = line
      problems.add(
        { place: `${file}:${line}`, key: '' },
        `is not YAML at column ${col}`,
        SLIPS[error.code] ?? 'look at this place',
      )
    }
    if (document.errors.length > 0) return null
    if (document.contents === null) {
      return problems.add({ place: `${file}:1`, key: '' }, 'is empty', 'write clusters: and a list below it')
    }
    return document.contents
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return problems.add({ place: `${file}:1`, key: '' }, 'is nested too deeply', 'a configuration has four levels')
  }
}
