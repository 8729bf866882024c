import { errorCode } from '@/lib/errors'
import { childPath } from './znode-path'

const PARALLEL = 32

/**
 * Lists a subtree breadth first: `root` itself, then its children, and so on, each path once.
 *
 * At most `cap` paths; a list of exactly `cap` may be cut short. A znode that vanishes on the way stays listed; children
 * of znodes we may not read are left out. Errors: those of `children`, `not-found` when the root is absent.
 */
export async function listTree(
  children: (path: string) => Promise<{ names: string[] }>,
  root: string,
  { cap, signal }: { cap: number; signal?: AbortSignal | undefined },
): Promise<string[]> {
  const paths: string[] = [root]
  let level = [root]
  while (level.length > 0 && paths.length < cap) {
    const next: string[] = []
    for (let from = 0; from < level.length && paths.length < cap; from += PARALLEL) {
      signal?.throwIfAborted()
      const batch = level.slice(from, from + PARALLEL)
      const lists = await Promise.all(batch.map((path) => namesBelow(children, path, root)))
      for (const [index, names] of lists.entries()) {
        for (const name of names) {
          const path = childPath(batch[index] ?? root, name)
          if (paths.length === cap) return paths
          paths.push(path)
          next.push(path)
        }
      }
    }
    level = next
  }
  return paths
}

async function namesBelow(
  children: (path: string) => Promise<{ names: string[] }>,
  path: string,
  root: string,
): Promise<string[]> {
  try {
    return (await children(path)).names
  } catch (error) {
    const code = errorCode(error)
    if (path !== root && (code === 'not-found' || code === 'forbidden')) return []
    throw error
  }
}
