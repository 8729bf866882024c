/**
 * Brings this folder into the state the npm scripts need: `node e2e/setup.mjs [--production]`. Looks at times only, so
 * it costs nothing when nothing is to be done. Plain JavaScript without packages, because it is what installs them.
 * Exit code 1 with one clear line when that fails.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, utimesSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = [20, 19]
/** npm writes both lists in one go, in either order. */
const LOCK_SLACK_MS = 5_000
const SOURCE_FOLDERS = ['app', 'components', 'lib', 'server', 'public']
const SOURCE_FILES = [
  'instrumentation.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

const root = fileURLToPath(new URL('..', import.meta.url))
const inRoot = (...names) => join(root, ...names)

requireNode()
installPackages()
if (process.argv.includes('--production')) buildServer()

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  fail(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}. ` +
      'Install it from nodejs.org, or with nvm: nvm install 22 && nvm use 22',
  )
}

function installPackages() {
  const installed = modified('node_modules/.package-lock.json')
  const wanted = modified('package-lock.json')
  if (wanted === null) fail('package-lock.json is missing: this folder is not complete')
  if (installed !== null && wanted <= installed + LOCK_SLACK_MS) return
  console.log(`Installing packages, because ${installed === null ? 'there are none' : 'package-lock.json has changed'}`)
  // Run by npm there is a path to npm itself; an empty PATH or Windows' npm.cmd are then no matter.
  const path = process.env.npm_execpath
  const npm = path?.endsWith('.js') ? [process.execPath, path] : ['npm']
  run('npm ci', [...npm, 'ci'])
  const now = new Date()
  utimesSync(inRoot('node_modules/.package-lock.json'), now, now)
}

function buildServer() {
  const built = modified('.next/standalone/server.js')
  const newest = newestSource()
  if (built !== null && newest.time <= built) return
  console.log(`Building the server, because ${built === null ? 'there is no build' : `${newest.name} is newer`}`)
  const began = new Date()
  run('next build', [process.execPath, inRoot('node_modules/next/dist/bin/next'), 'build'])
  // As old as the sources it was made from: what is changed during the build is newer.
  utimesSync(inRoot('.next/standalone/server.js'), began, began)
}

/** @returns {number | null} */
function modified(name) {
  return statSync(inRoot(name), { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** Folders count too: removing a file changes only the time of its folder. Tests are not part of the build. */
function newestSource() {
  const newest = { name: '', time: 0 }
  const look = (name) => {
    const time = modified(name)
    if (time !== null && time > newest.time) Object.assign(newest, { name, time })
  }
  for (const name of SOURCE_FILES) look(name)
  for (const folder of SOURCE_FOLDERS) {
    look(folder)
    const entries = modified(folder) === null ? [] : readdirSync(inRoot(folder), { recursive: true })
    for (const entry of entries) if (!/\.test\.tsx?$/.test(entry)) look(join(folder, entry))
  }
  return newest
}

function run(what, [command, ...args]) {
  const { error, status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      PATH: [process.env.PATH ?? '', dirname(process.execPath)].join(delimiter),
    },
  })
  if (error) fail(`${what} could not be run: ${error.message}`)
  if (status !== 0) fail(`${what} failed (${signal ?? `exit code ${status}`})`)
}

/** @returns {never} */
function fail(message) {
  console.error(message)
  process.exit(1)
}
