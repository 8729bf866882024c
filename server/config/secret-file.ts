import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Secret } from '@/lib/secret'
import type { Problems } from './problems'
import type { Setting } from './setting'

// turbopackIgnore: the owner names these files; without it the build carries the whole repository along.

/** No password is longer; a mistyped path to a log file must not be read whole. */
const SIZE_LIMIT_BYTES = 64 * 1024

/** Group and others: any bit there lets another account of the machine at the secret. */
const OTHERS = 0o077

/** Reads the secret a setting points at (one trailing line break dropped); notes a problem and answers null when it cannot or must not. */
export function readSecretFile(setting: Setting, directory: string, problems: Problems): Secret | null {
  const path = checkFile(setting, directory, problems, { secret: true })
  if (path === null) return null
  const text = readFileSync(/*turbopackIgnore: true*/ path, 'utf8').replace(/\r?\n$/, '')
  if (text !== '') return new Secret(text)
  return problems.add(setting, `names ${setting.text}, which is empty`, 'write the secret into it, on one line')
}

/** The absolute path of a readable regular file, or null with a problem noted; a secret one must be closed to other accounts. */
export function checkFile(
  setting: Setting,
  directory: string,
  problems: Problems,
  { secret }: { secret: boolean },
): string | null {
  const path = resolve(directory, setting.text)
  try {
    const stat = statSync(/*turbopackIgnore: true*/ path)
    if (!stat.isFile())
      return problems.add(setting, `names ${setting.text}, which is not a file`, 'give the path of a file')
    if (secret && process.platform !== 'win32' && (stat.mode & OTHERS) !== 0) {
      const mode = (stat.mode & 0o777).toString(8).padStart(4, '0')
      return problems.add(
        setting,
        `names ${setting.text}, which other accounts can open (mode ${mode})`,
        `run: chmod 600 ${setting.text}`,
      )
    }
    if (stat.size > SIZE_LIMIT_BYTES && secret) {
      return problems.add(
        setting,
        `names ${setting.text}, which is over 64 KiB`,
        'give the file that holds only the secret',
      )
    }
    accessSync(/*turbopackIgnore: true*/ path, constants.R_OK)
    return path
  } catch (error) {
    // A failed stat or read always carries an errno code.
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    return problems.add(
      setting,
      `names ${setting.text}, which cannot be read (${code})`,
      `the file is looked for at ${path}`,
    )
  }
}
