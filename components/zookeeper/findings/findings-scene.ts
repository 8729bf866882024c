import { FINDING_KINDS, type Finding, type FindingKind } from '@/lib/health/finding'
import { findings } from '@/lib/health/findings'
import { findingsVerdict } from '@/lib/health/findings-verdict'
import type { Verdict } from '@/lib/health/sentence'
import type { ClusterModel } from '@/lib/model/cluster'
import { hasZooKeeper } from '@/lib/model/liveness'

/** What the page of the two views shows. */
export interface FindingsScene {
  verdict: Verdict
  findings: Finding[]
  zookeeper: boolean
  /** What can be found in a cluster of this kind. */
  lookedFor: readonly FindingKind[]
}

const WITHOUT_ZOOKEEPER: readonly FindingKind[] = ['broker-silent', 'reassignment-stuck']

/** The same on server and in browser. */
export function findingsScene(model: ClusterModel): FindingsScene {
  const zookeeper = hasZooKeeper(model)
  const lookedFor = zookeeper ? FINDING_KINDS : WITHOUT_ZOOKEEPER
  return { verdict: findingsVerdict(model), findings: findings(model), zookeeper, lookedFor }
}
