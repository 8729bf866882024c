import { type ClusterModel, ENTITY_KINDS, type Entities, type EntityKind } from './cluster'

/** One entity read anew: where from and when (epoch ms of the reading). */
export type PutPatch<K extends EntityKind = EntityKind> = {
  [P in K]: { op: 'put'; kind: P; key: string; value: Entities[P]; source: string; at: number }
}[K]

/** One entity found gone. */
export interface RemovePatch {
  op: 'remove'
  kind: EntityKind
  key: string
  source: string
  at: number
}

export type Patch = PutPatch | RemovePatch

/** Patches applied together under one revision. `at`: epoch ms of applying. */
export interface Batch {
  revision: number
  at: number
  patches: Patch[]
}

/** The model after the patches. Kinds that no patch names keep their identity, so callers may memoise on it. */
export function applyPatches(model: ClusterModel, patches: readonly Patch[]): ClusterModel {
  const touched = new Map<EntityKind, Map<string, Entities[EntityKind]>>()
  for (const patch of patches) {
    let collection = touched.get(patch.kind)
    if (!collection) {
      collection = new Map<string, Entities[EntityKind]>(model[patch.kind])
      touched.set(patch.kind, collection)
    }
    if (patch.op === 'put') collection.set(patch.key, patch.value)
    else collection.delete(patch.key)
  }
  if (touched.size === 0) return model
  // Each replaced collection holds values of its own kind: a put patch ties kind and value together.
  return { ...model, ...Object.fromEntries(touched) } as ClusterModel
}

/** The whole model as puts: applied to an empty model they give the same value. */
export function snapshotPatches(
  model: ClusterModel,
  at: number,
  kinds: readonly EntityKind[] = ENTITY_KINDS,
): PutPatch[] {
  const patches: PutPatch[] = []
  for (const kind of kinds) {
    for (const [key, value] of model[kind]) {
      // Kind and value come from the same collection.
      patches.push({ op: 'put', kind, key, value, source: 'snapshot', at } as PutPatch)
    }
  }
  return patches
}

/** The patches that change something: a put of an equal value and a removal of nothing are dropped. */
export function effectivePatches(model: ClusterModel, patches: readonly Patch[]): Patch[] {
  const pending = new Map<string, unknown>()
  return patches.filter((patch) => {
    const id = `${patch.kind} ${patch.key}`
    const before = pending.has(id) ? pending.get(id) : model[patch.kind].get(patch.key)
    const after = patch.op === 'put' ? patch.value : undefined
    pending.set(id, after)
    return !sameJson(before, after)
  })
}

/**
 * The patches in steps, to be applied one after the other: within a step each entity stands once. A second reading of a
 * stepwise kind begins another step, so that every value is seen between its neighbours; of other kinds the last counts.
 */
export function inSteps(patches: readonly Patch[], stepwise: ReadonlySet<EntityKind>): Patch[][] {
  const steps: Patch[][] = []
  let step: Patch[] = []
  let places = new Map<string, number>()
  for (const patch of patches) {
    const id = `${patch.kind} ${patch.key}`
    const place = places.get(id)
    if (place !== undefined && !stepwise.has(patch.kind)) {
      step[place] = patch
      continue
    }
    if (place !== undefined || steps.length === 0) {
      step = []
      places = new Map()
      steps.push(step)
    }
    places.set(id, step.length)
    step.push(patch)
  }
  return steps
}

/** Structural equality of plain JSON values; a missing key equals undefined. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  }
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  // Both are objects; reading any key of them is safe.
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  )
}
