import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { cacheDirectory } from './cache-directory'
import { findMaven } from './java'
import { type KafkaVersion, kafkaReleases, type ZooKeeperVersion, zookeeperReleases } from './kafka-version'
import { processIdentity } from './process-identity.mjs'

/** What a server runs on: the folder's name, what to call it, and its artifacts in Maven's words. */
interface ArtifactSet {
  folder: string
  what: string
  dependencies: [group: string, id: string, version: string][]
}

/**
 * The Java class path of Kafka and ZooKeeper in one version. Fetched with Maven on first use and kept in the cache
 * directory; two runs that both need it wait for each other. Errors: Maven missing, or its own message.
 */
export function classPath(version: KafkaVersion, onProgress: (line: string) => void): Promise<string> {
  const { kafka, scala, zookeeper } = kafkaReleases[version]
  return fetched(
    {
      folder: `kafka-${kafka}`,
      what: `Kafka ${kafka}${zookeeper === null ? '' : ` and ZooKeeper ${zookeeper}`}`,
      dependencies: [
        ['org.apache.kafka', `kafka_${scala}`, kafka],
        ['org.apache.kafka', 'kafka-tools', kafka],
        ['org.slf4j', 'slf4j-reload4j', '1.7.36'],
      ],
    },
    onProgress,
  )
}

/** As `classPath`, of a ZooKeeper that no Kafka brings along; it needs two libraries its own description leaves out. */
export function zookeeperClassPath(version: ZooKeeperVersion, onProgress: (line: string) => void): Promise<string> {
  const release = zookeeperReleases[version]
  return fetched(
    {
      folder: `zookeeper-${release}`,
      what: `ZooKeeper ${release}`,
      dependencies: [
        ['org.apache.zookeeper', 'zookeeper', release],
        ['io.dropwizard.metrics', 'metrics-core', '4.1.12.1'],
        ['org.xerial.snappy', 'snappy-java', '1.1.10.5'],
        ['org.slf4j', 'slf4j-reload4j', '2.0.13'],
      ],
    },
    onProgress,
  )
}

async function fetched(set: ArtifactSet, onProgress: (line: string) => void): Promise<string> {
  const pom = projectFile(set.dependencies)
  const fingerprint = createHash('sha256').update(pom).digest('hex').slice(0, 8)
  const artifacts = join(cacheDirectory(), 'artifacts')
  const directory = join(artifacts, `${set.folder}-${fingerprint}`)
  if (!existsSync(directory)) {
    await mkdir(artifacts, { recursive: true })
    const release = await lock(`${directory}.lock`)
    try {
      if (!existsSync(directory)) await fetchArtifacts(pom, set.what, directory, onProgress)
    } finally {
      await release()
    }
  }
  return join(directory, '*')
}

async function fetchArtifacts(pom: string, what: string, directory: string, onProgress: (line: string) => void) {
  const maven = await findMaven()
  onProgress(`Fetching ${what} with Maven, once`)
  const project = `${directory}.partial`
  await rm(project, { recursive: true, force: true })
  await mkdir(project, { recursive: true })
  await writeFile(join(project, 'pom.xml'), pom)
  const goal = ['dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime']
  await runMaven(maven, ['-B', ...goal], project, onProgress)
  await rename(join(project, 'lib'), directory)
  await rm(project, { recursive: true, force: true })
}

async function runMaven(maven: string, args: string[], cwd: string, onProgress: (line: string) => void): Promise<void> {
  const child = spawn(maven, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const errors: string[] = []
  let files = 0
  const follow = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) {
      if (/^\[?ERROR|^Error|^The JAVA_HOME/.test(line)) errors.push(line)
      if (/^(\[INFO\] )?Downloaded from .*\.jar\b/.test(line) && ++files % 20 === 0)
        onProgress(`  ${files} files fetched`)
    }
  }
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [code] = await Promise.all([exit, follow(child.stdout), follow(child.stderr)])
  if (code !== 0)
    throw new Error(`Maven could not fetch the servers (exit code ${code}):\n${errors.slice(0, 8).join('\n')}`)
}

/** One run at a time works in the cache; the lock of a run that died is taken over. */
async function lock(path: string): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) })
  for (;;) {
    try {
      await writeFile(path, mine, { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (await isAbandoned(path)) await rm(path, { force: true })
    else await delay(200)
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as { pid: number; identity: string }
    return processIdentity(holder.pid) !== holder.identity
  } catch {
    // Gone meanwhile, or its holder is just writing it.
    return false
  }
}

function projectFile(dependencies: ArtifactSet['dependencies']): string {
  // reload4j is the logging back end; Kafka 2.8 would bring the abandoned log4j 1.2 as a second one.
  const excluded = ['org.slf4j:slf4j-log4j12', 'log4j:log4j', 'org.apache.kafka:kafka-log4j-appender']
    .map((name) => name.split(':'))
    .map(([group, id]) => `<exclusion><groupId>${group}</groupId><artifactId>${id}</artifactId></exclusion>`)
    .join('')
  const dependency = (group: string, id: string, version: string) =>
    `<dependency><groupId>${group}</groupId><artifactId>${id}</artifactId><version>${version}</version>` +
    `<exclusions>${excluded}</exclusions></dependency>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>vivarium</groupId><artifactId>cluster</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependencies.map((artifact) => dependency(...artifact)).join('\n    ')}
  </dependencies>
</project>
`
}
