import { VivariumError } from '@/lib/errors'

/** ZooKeeper's default jute.maxbuffer is 0xfffff; a request above it makes the server cut the connection. */
const MAX_PATH_BYTES = 1_000_000

/**
 * Checks a znode path by the server's own rules and returns it unchanged.
 *
 * Errors: `invalid` with field `path`, naming the first bad character and its position (in UTF-16 units, from 0);
 * `too-large` above 1,000,000 bytes. Source: org.apache.zookeeper.common.PathUtils.
 */
export function znodePath(path: string): string {
  if (path === '') throw invalid('A znode path must not be empty', 'Paths start with "/"')
  if (path[0] !== '/') throw invalid(`A znode path must start with "/", not with ${shown(path, 0)} at position 0`)
  if (path === '/') return path
  let nameStart = 1
  for (let at = 1; at <= path.length; at++) {
    if (at < path.length && path[at] !== '/') {
      if (isForbidden(path.charCodeAt(at))) {
        throw invalid(`ZooKeeper does not allow the character ${shown(path, at)} at position ${at} of a path`)
      }
      continue
    }
    const name = path.slice(nameStart, at)
    if (name === '' && at === path.length) {
      throw invalid(`A znode path must not end with "/" (position ${at - 1})`)
    }
    if (name === '') throw invalid(`Empty name in the path: a second "/" at position ${at}`)
    if (name === '.' || name === '..') {
      throw invalid(`Relative name "${name}" at position ${nameStart}: znode paths are absolute`)
    }
    nameStart = at + 1
  }
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    throw new VivariumError({
      code: 'too-large',
      message: `The path has more than ${MAX_PATH_BYTES} bytes, the server's jute.maxbuffer would refuse it`,
      field: 'path',
    })
  }
  return path
}

/** The path of a child; `parent` may be "/". */
export function childPath(parent: string, name: string): string {
  return parent === '/' ? `/${name}` : `${parent}/${name}`
}

/** The parent of a path, null for "/". */
export function parentPath(path: string): string | null {
  if (path === '/') return null
  const cut = path.lastIndexOf('/')
  return cut === 0 ? '/' : path.slice(0, cut)
}

/** The path on the server of a path below `chroot` (null: no chroot). */
export function joinChroot(chroot: string | null, path: string): string {
  if (chroot === null) return path
  return path === '/' ? chroot : chroot + path
}

/** Whether `path` is `root` or lies below it. */
export function isWithin(root: string, path: string): boolean {
  return root === '/' || path === root || path.startsWith(`${root}/`)
}

/** PathUtils compares Java chars, so both halves of a surrogate pair are refused on their own. */
function isForbidden(unit: number): boolean {
  return unit <= 0x1f || (unit >= 0x7f && unit <= 0x9f) || (unit >= 0xd800 && unit <= 0xf8ff) || unit >= 0xfff0
}

function shown(path: string, at: number): string {
  const point = path.codePointAt(at) ?? 0
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  return isForbidden(path.charCodeAt(at)) ? name : `"${String.fromCodePoint(point)}" (${name})`
}

function invalid(message: string, hint?: string): VivariumError {
  return new VivariumError(
    hint === undefined
      ? { code: 'invalid', message, field: 'path' }
      : { code: 'invalid', message, hint, field: 'path' },
  )
}
