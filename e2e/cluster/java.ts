import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const OLDEST_JAVA = 11

const elsewhere =
  'Or point Vivarium at a cluster you already have:\n' +
  '  ZOOKEEPER_CONNECT=host:2181/chroot npm start\n' +
  '  KAFKA_BROKERS=host:9092 npm start'

/**
 * Absolute path of a Java ≥ 11, looked for in `JAVA_HOME`, then on `PATH`.
 * Throws an Error that says what is missing, how to install it and how to do without.
 */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const found: string[] = []
  for (const path of candidates('java', env['JAVA_HOME'], env)) {
    const major = await javaMajor(path)
    if (major !== null && major >= OLDEST_JAVA) return path
    if (major !== null) found.push(`${path} is Java ${major}`)
  }
  const reason = found.length > 0 ? found.join(', ') : 'none was found in JAVA_HOME or on PATH'
  throw new Error(
    `Java ${OLDEST_JAVA} or newer is needed to run Kafka here, but ${reason}.\n` +
      'Install it:\n' +
      '  Debian/Ubuntu: sudo apt-get install -y openjdk-17-jdk-headless\n' +
      '  macOS:         brew install openjdk@17 && export JAVA_HOME="$(brew --prefix openjdk@17)"\n' +
      elsewhere,
  )
}

/**
 * Absolute path of Maven's command, looked for in `MAVEN_HOME`, then on `PATH`.
 * Throws an Error that says what is missing, how to install it and how to do without.
 */
export async function findMaven(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  for (const path of candidates('mvn', env['MAVEN_HOME'], env)) {
    if (await executable(path)) return path
  }
  throw new Error(
    'Maven (mvn) is needed once, to fetch Kafka and ZooKeeper, but none was found in MAVEN_HOME or on PATH.\n' +
      'Install it:\n' +
      '  Debian/Ubuntu: sudo apt-get install -y maven\n' +
      '  macOS:         brew install maven\n' +
      elsewhere,
  )
}

function candidates(command: string, home: string | undefined, env: NodeJS.ProcessEnv): string[] {
  const onPath = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...(home ? [join(home, 'bin')] : []), ...onPath].map((folder) => join(folder, command))
}

async function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** 1.8.0_392 is Java 8, 17.0.15 is Java 17; null when it does not run (macOS ships a stub that only prints advice). */
async function javaMajor(path: string): Promise<number | null> {
  if (!(await executable(path))) return null
  try {
    const { stderr } = await promisify(execFile)(path, ['-version'], { timeout: 20_000 })
    const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? []
    if (first === undefined) return null
    return Number(first === '1' ? second : first)
  } catch {
    return null
  }
}
