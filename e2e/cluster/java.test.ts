import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findJava, findMaven } from './java'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-java-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { NODE_ENV: 'test', PATH: '', ...extra }
}

function fakeJava(version: string): void {
  const path = join(folder, 'java')
  writeFileSync(path, `#!/bin/sh\necho 'openjdk version "${version}" 2025-04-15' >&2\n`)
  chmodSync(path, 0o755)
}

describe('findJava', () => {
  it('says what is missing, how to install it and how to do without', async () => {
    const failure = await findJava(environment({})).catch(String)
    expect(failure).toContain('Java 11 or newer is needed')
    expect(failure).toContain('none was found in JAVA_HOME or on PATH')
    expect(failure).toContain('apt-get install -y openjdk-17-jdk-headless')
    expect(failure).toContain('brew install openjdk@17')
    expect(failure).toContain('ZOOKEEPER_CONNECT=host:2181/chroot npm start')
    expect(failure).toContain('KAFKA_BROKERS=host:9092 npm start')
  })

  it('names a Java that is too old', async () => {
    fakeJava('1.8.0_392')
    await expect(findJava(environment({ PATH: folder }))).rejects.toThrow(`${join(folder, 'java')} is Java 8`)
  })

  it.each(['11.0.2', '17.0.15', '21'])('accepts Java %s', async (version) => {
    fakeJava(version)
    expect(await findJava(environment({ PATH: folder }))).toBe(join(folder, 'java'))
  })
})

describe('findMaven', () => {
  it('says what is missing, how to install it and how to do without', async () => {
    const failure = await findMaven(environment({})).catch(String)
    expect(failure).toContain('Maven (mvn) is needed once')
    expect(failure).toContain('apt-get install -y maven')
    expect(failure).toContain('brew install maven')
    expect(failure).toContain('KAFKA_BROKERS=host:9092 npm start')
  })
})
