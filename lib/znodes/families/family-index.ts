import type { ZnodeFamily } from './family'

/** Finds the family of a path. Families that name more of the path win over those with a `*` in its place. */
export class FamilyIndex {
  private readonly root = emptyBranch()

  constructor(families: readonly ZnodeFamily[]) {
    for (const family of families) {
      let branch = this.root
      for (const name of parts(family.path)) {
        if (name === '**') branch.rest = family
        else branch = name === '*' ? anyOf(branch) : named(branch, name)
      }
      if (!family.path.endsWith('/**')) branch.family = family
    }
  }

  /** The family with what stands for its `*`, in order; null for a path Kafka does not make. */
  find(path: string): { family: ZnodeFamily; names: string[] } | null {
    return find(this.root, parts(path), [])
  }
}

interface Branch {
  names: Map<string, Branch>
  any: Branch | null
  rest: ZnodeFamily | null
  family: ZnodeFamily | null
}

function emptyBranch(): Branch {
  return { names: new Map(), any: null, rest: null, family: null }
}

function anyOf(branch: Branch): Branch {
  branch.any ??= emptyBranch()
  return branch.any
}

function named(branch: Branch, name: string): Branch {
  const known = branch.names.get(name)
  if (known) return known
  const made = emptyBranch()
  branch.names.set(name, made)
  return made
}

function parts(path: string): string[] {
  return path === '/' ? [] : path.split('/').slice(1)
}

function find(branch: Branch, path: string[], names: string[]): { family: ZnodeFamily; names: string[] } | null {
  const [first, ...others] = path
  if (first === undefined) return branch.family && { family: branch.family, names }
  const exact = branch.names.get(first)
  const found = exact && find(exact, others, names)
  if (found) return found
  const any = branch.any && find(branch.any, others, [...names, first])
  return any ?? (branch.rest && { family: branch.rest, names: [...names, path.join('/')] })
}
