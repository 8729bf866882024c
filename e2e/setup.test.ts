import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A folder with the real script, and an npm and a Next that only leave the files they would leave. */
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vivarium-setup-'))
  mkdirSync(join(root, 'e2e'))
  copyFileSync(fileURLToPath(new URL('./setup.mjs', import.meta.url)), join(root, 'e2e/setup.mjs'))
  put('package-lock.json', '{}')
  put('lib/model.ts', '')
  put(
    'bin/npm',
    '#!/bin/sh\nif [ $1 = ci ] && [ -f complaint ]; then cat complaint >&2; exit 7; fi\nmkdir -p node_modules && touch node_modules/.package-lock.json\n',
  )
  chmodSync(join(root, 'bin/npm'), 0o755)
  put(
    'node_modules/next/dist/bin/next',
    "const fs = require('node:fs'); fs.mkdirSync('.next/standalone', { recursive: true });" +
      "fs.writeFileSync('.next/standalone/server.js', '')",
  )
})

afterEach(() => rmSync(root, { recursive: true }))

function put(name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), content)
}

function age(name: string, seconds: number): void {
  const time = Date.now() / 1_000 - seconds
  utimesSync(join(root, name), time, time)
}

function setup(...flags: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'e2e/setup.mjs'), ...flags], {
    env: { NODE_ENV: 'test', PATH: `${join(root, 'bin')}:/bin:/usr/bin` },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const nothing = { status: 0, stdout: '', stderr: '' }

describe('setup', () => {
  it('installs packages when there are none, and then has nothing to do', () => {
    expect(setup()).toEqual({ ...nothing, stdout: 'Installing packages, because there are none\n' })
    expect(setup()).toEqual(nothing)
  })

  it('installs packages when the lock file is newer', () => {
    setup()
    age('node_modules/.package-lock.json', 60)
    expect(setup().stdout).toBe('Installing packages, because package-lock.json has changed\n')
    expect(setup()).toEqual(nothing)
  })

  it('ends with a clear line when the installation fails', () => {
    put('complaint', 'no network\n')
    expect(setup()).toMatchObject({ status: 1, stderr: 'no network\nnpm ci failed (exit code 7)\n' })
  })

  it('builds for production when there is no build, and then has nothing to do', () => {
    setup()
    expect(existsSync(join(root, '.next'))).toBe(false)
    expect(setup('--production').stdout).toBe('Building the server, because there is no build\n')
    expect(setup('--production')).toEqual(nothing)
  })

  it('builds again when a source is newer or gone, but not for a test', () => {
    setup('--production')
    for (const name of ['lib', 'lib/model.ts', 'package-lock.json']) age(name, 60)
    age('.next/standalone/server.js', 30)
    put('lib/model.test.ts', '')
    age('lib', 60)
    expect(setup('--production')).toEqual(nothing)
    put('lib/model.ts', 'changed')
    expect(setup('--production').stdout).toBe(`Building the server, because ${join('lib', 'model.ts')} is newer\n`)
    for (const name of ['lib', 'lib/model.ts']) age(name, 60)
    age('.next/standalone/server.js', 30)
    rmSync(join(root, 'lib/model.ts'))
    expect(setup('--production').stdout).toMatch(/^Building the server, because /)
  })
})
