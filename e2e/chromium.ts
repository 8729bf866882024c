import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { cacheDirectory } from './cluster/cache-directory'

/** A browser to start: what to run, with which flags and additional environment variables. */
export interface Chromium {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

/** Quiet and without a sandbox: the tests run as root in containers, and nothing may leave the machine. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const PACKAGE = join(import.meta.dirname, '../node_modules/@sparticuz/chromium')

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const USUAL_PLACES = [
  ...['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) => NAMES.map((name) => join(folder, name))),
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * Finds a browser: `CHROMIUM_PATH` (the word `package` skips the system's), then one of the system's, then the one inside the `@sparticuz/chromium` package
 * (Linux on x64). Throws when there is none, or when `CHROMIUM_PATH` names no program.
 */
export async function chromium(env: Readonly<Record<string, string | undefined>> = process.env): Promise<Chromium> {
  const wanted = env['CHROMIUM_PATH']
  if (wanted !== undefined && wanted !== '') {
    if (wanted === 'package') return packagedChromium()
    if (await isProgram(wanted)) return { executablePath: wanted, args: ARGS, env: {} }
    throw new Error(`CHROMIUM_PATH names ${wanted}, which is not a program`)
  }
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  for (const place of [...USUAL_PLACES, ...onPath]) {
    if (await isProgram(place)) return { executablePath: place, args: ARGS, env: {} }
  }
  return packagedChromium()
}

/** Runs it for its version: the chromium-browser of some distributions is a script that asks to install another package. */
async function isProgram(path: string): Promise<boolean> {
  if (!(await exists(path))) return false
  return new Promise((resolve) => {
    execFile(path, ['--version', '--no-sandbox'], { timeout: 10_000 }, (error) => resolve(error === null))
  })
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Unpacks the package once per account; its libraries and fonts stand in where the system has none. */
async function packagedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Chromium found: install one, or name it in CHROMIUM_PATH')
  }
  const manifest = await readFile(join(PACKAGE, 'package.json'), 'utf8')
  // npm wrote it: every installed package has a version.
  const { version } = JSON.parse(manifest) as { version: string }
  const folder = join(cacheDirectory(), `chromium-${version}`)
  if (!(await exists(folder))) await unpack(folder)
  const executablePath = join(folder, 'chromium')
  const env: Record<string, string> = {}
  if (!(await exists('/etc/fonts'))) env['FONTCONFIG_PATH'] = join(folder, 'fonts')
  if ((await missingLibraries(executablePath, env)).length > 0) env['LD_LIBRARY_PATH'] = join(folder, 'al2023', 'lib')
  const missing = await missingLibraries(executablePath, env)
  if (missing.length > 0) throw new Error(`the packaged Chromium needs ${missing.join(', ')}: install chromium instead`)
  return { executablePath, args: [...ARGS, '--no-zygote'], env }
}

/** Unpacks beside the place and renames, so that an interrupted or parallel run never leaves half a browser. */
async function unpack(folder: string): Promise<void> {
  const { default: packaged, inflate } = await import('@sparticuz/chromium')
  await mkdir(join(folder, '..'), { recursive: true })
  const partial = await mkdtemp(`${folder}-partial-`)
  const before = process.env['TMPDIR']
  // The package always unpacks into the folder for temporary files, where a browser of any origin may lie already.
  process.env['TMPDIR'] = partial
  try {
    await packaged.executablePath()
    await inflate(join(PACKAGE, 'bin/al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    await rename(partial, folder)
  } catch (error) {
    await rm(partial, { recursive: true })
    if (!(await exists(folder))) throw error
  }
}

/** The shared libraries the dynamic linker does not find, by file name. */
async function missingLibraries(program: string, env: Record<string, string>): Promise<string[]> {
  const text = await new Promise<string>((resolve, reject) => {
    execFile('ldd', [program], { env: { ...process.env, ...env } }, (error, stdout) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`ldd ${program} failed`, { cause: error }))
    })
  })
  return [...text.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library ?? '')
}
