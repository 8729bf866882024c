/**
 * Starts Vivarium: `node server/launch.mjs [flags]`, after `next build`; with `--dev` the development server.
 * Nothing binds before the configuration is known to be good. Exit codes: 78 the configuration is wrong,
 * 1 the port is taken or nothing is built, else the server's own.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, lstat, symlink } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer, isIPv6 } from 'node:net'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { placeFrontDoor } from './front-door.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const flags = process.argv.slice(2)

/**
 * Validates the configuration in a process of its own, because it is TypeScript and the server should not carry a
 * compiler through its life. Ends this process when there is nothing to start.
 * @returns {Promise<{host: string, port: number}>}
 */
async function checkConfiguration() {
  const entry = join(root, 'server/config/check.ts')
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), entry, ...flags], {
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let settings
  child.once('message', (message) => {
    settings = message
  })
  const [code] = await once(child, 'close')
  if (settings === undefined) process.exit(code ?? 1)
  return settings
}

/** Binds and lets go, so that a taken port is told in our words and before anything else starts. */
async function requireFreePort(host, port) {
  const probe = createServer()
  try {
    probe.listen({ host, port, exclusive: true })
    await once(probe, 'listening')
    probe.close()
    await once(probe, 'close')
  } catch (error) {
    const reasons = {
      EADDRINUSE: 'is in use',
      EACCES: 'needs rights this account has not',
      EADDRNOTAVAIL: 'is on an address this machine has not; change HOST or --host',
    }
    console.error(`Port ${port} on ${host} ${reasons[error.code] ?? `cannot be used (${error.code})`}.`)
    console.error(`Choose another: PORT=${port + 1}, --port ${port + 1}, or server.port in the file.`)
    process.exit(1)
  }
}

/** The standalone build expects these two beside it; links stay right when they change, copies in an image are left alone. */
async function placeAssets(standalone) {
  for (const [target, link] of [
    [join(root, 'public'), join(standalone, 'public')],
    [join(root, '.next/static'), join(standalone, '.next/static')],
  ]) {
    if (!(await exists(target)) || (await exists(link))) continue
    // A junction needs no rights on Windows; elsewhere the type is ignored.
    await symlink(process.platform === 'win32' ? target : relative(dirname(link), target), link, 'junction')
  }
}

async function exists(path) {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Says where to look once the server answers: Next accepts connections before it can, and answers when it is ready. */
function announce(host, port) {
  const url = `http://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const request = get({ host, port, path: '/favicon.ico', agent: false }, (response) => {
    response.resume()
    console.log(`Vivarium on ${url} (Ctrl-C stops)`)
  })
  request.on('error', (error) => {
    if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') setTimeout(announce, 50, host, port).unref()
    else console.error(`Vivarium does not answer on ${url}: ${error.message}`)
  })
}

/** Runs in this process, so that signals and the exit code are the server's own. */
async function production({ host, port }) {
  const standalone = join(root, '.next/standalone')
  const entry = join(standalone, 'server.js')
  await access(entry).catch(() => {
    console.error(`${entry} is not there: run npm run build first.`)
    process.exit(1)
  })
  await placeAssets(standalone)
  Object.assign(process.env, {
    NODE_ENV: 'production',
    NEXT_MANUAL_SIG_HANDLE: '1',
    HOSTNAME: host,
    PORT: String(port),
    ...forTheServer(),
  })
  placeFrontDoor()
  announce(host, port)
  await import(pathToFileURL(entry).href)
}

/** Starts over when the server's code changes: Next's own reload leaves running collectors alone. */
async function development({ host, port }) {
  const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))
  const watch = ['--watch-path=server', '--watch-path=lib', '--watch-preserve-output']
  const child = spawn(process.execPath, [...watch, next, 'dev', '--hostname', host, '--port', String(port)], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PORT: String(port), ...forTheServer() },
    stdio: 'inherit',
  })
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (!stopping) child.kill(signal)
      stopping = true
    })
  }
  announce(host, port)
  const [code, signal] = await once(child, 'close')
  process.exit(code ?? (signal === 'SIGINT' ? 130 : 143))
}

/** What loadConfig in the server must know of this call: Next changes the folder, and may start processes of its own. */
function forTheServer() {
  return { VIVARIUM_FLAGS: JSON.stringify(flags), VIVARIUM_WORKING_DIRECTORY: process.cwd() }
}

const settings = await checkConfiguration()
await requireFreePort(settings.host, settings.port)
await (flags.includes('--dev') ? development(settings) : production(settings))
