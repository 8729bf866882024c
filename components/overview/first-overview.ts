import { firstTanks } from '@/components/partitions/partition-selection'
import type { OverviewScene } from './overview-scene'

/** The page cut to what the first paint needs: colours of all cells, names only where they are few. */
export function firstOverview({ overview, bootstrap }: OverviewScene): OverviewScene {
  return { overview: { ...overview, tanks: firstTanks(overview.tanks) }, bootstrap }
}
