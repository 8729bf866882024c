import type { ClusterModel } from './cluster'

/** The same computation, done once for each model: models are immutable, and many places ask for the same rows. */
export function oncePerModel<T>(compute: (model: ClusterModel) => T): (model: ClusterModel) => T {
  const results = new WeakMap<ClusterModel, { value: T }>()
  return (model) => {
    const known = results.get(model)
    if (known) return known.value
    const value = compute(model)
    results.set(model, { value })
    return value
  }
}
