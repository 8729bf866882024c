import type { ClusterModel } from './cluster'

/** Brokers that are part of the cluster now: registered in ZooKeeper, or, without ZooKeeper, advertised and answering. */
export function liveBrokers(model: ClusterModel): ReadonlySet<number> {
  const cached = cache.get(model.registration)
  const dependsOnProbes = !hasZooKeeper(model)
  if (cached && !dependsOnProbes) return cached
  const live = dependsOnProbes
    ? [...model.advertised.values()]
        .filter(({ id }) => model.probe.get(String(id))?.status !== 'not-answering')
        .map(({ id }) => id)
    : [...model.registration.values()].map(({ id }) => id)
  const set = new Set(live)
  if (!dependsOnProbes) cache.set(model.registration, set)
  return set
}

const cache = new WeakMap<ClusterModel['registration'], ReadonlySet<number>>()

/** Whether this cluster keeps its state in ZooKeeper. */
export function hasZooKeeper(model: ClusterModel): boolean {
  for (const identity of model.identity.values()) return identity.mode === 'zookeeper'
  return false
}
