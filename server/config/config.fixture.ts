import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { loadConfig } from '@/server/config'
import { ConfigError } from './config-error'
import type { Variables } from './variable-names'

/** A secret that must never be seen anywhere. */
export const CANARY = 'canary-5b1e77'
/** The working directory of the configurations under test. */
export const directory = mkdtempSync(join(tmpdir(), 'vivarium-config-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** Writes a file into the folder of this test run and answers its path. */
export function file(name: string, text: string, mode = 0o600): string {
  const path = join(directory, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

/** The configuration of these variables and flags. */
export const load = (env: Variables, ...flags: string[]) =>
  loadConfig({ VIVARIUM_WORKING_DIRECTORY: directory, ...env }, ['node', 'launch.mjs', ...flags])

/** The lines a person sees; fails when the configuration was accepted. */
export function problemsOf(env: Variables, ...flags: string[]): string {
  try {
    load(env, ...flags)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('the configuration was accepted')
}
