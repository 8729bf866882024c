/** The path of a child; `parent` may be "/". */
export function childPath(parent: string, name: string): string {
  return parent === '/' ? `/${name}` : `${parent}/${name}`
}

/** The parent of a path; null for "/". */
export function parentPath(path: string): string | null {
  if (path === '/') return null
  const cut = path.lastIndexOf('/')
  return cut <= 0 ? '/' : path.slice(0, cut)
}

/** The last name of a path; "/" for the root. */
export function nameOf(path: string): string {
  return path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1)
}

/** Every path from the root down to the parent of `path`. */
export function ancestors(path: string): string[] {
  const above: string[] = []
  for (let at = parentPath(path); at !== null; at = parentPath(at)) above.unshift(at)
  return above
}

/** The path a person or a link meant: with a leading and without a trailing slash; the server judges the rest. */
export function tidyPath(text: string): string {
  const rooted = text.startsWith('/') ? text : `/${text}`
  return rooted.length > 1 && rooted.endsWith('/') ? rooted.slice(0, -1) : rooted
}
