import type { Cluster } from '../cluster/cluster'
import { createTopics } from '../cluster/kafka-admin'
import { scriptedConsumers } from '../cluster/scripted-consumers'
import { GroupScript } from './group-script'
import type { GroupTruth } from './group-truth'

/** Partitions of every topic of a scenario: two members hold two each. */
export const PARTITIONS = 4

/** What happens to one group; its topics are its own, `<group>` and `<group>.more`. */
export interface Scenario {
  /** Of all its consumers. */
  settings?: Record<string, string>
  /** Breaks what others need: runs after them. */
  last?: boolean
  run(script: GroupScript): Promise<void>
}

/** A cluster whose topics are there and whose consumers can be started. */
export interface ScenarioStage {
  /** Runs scenarios side by side, those that come last one after the other, and answers what happened to each group. */
  run(scenarios: Readonly<Record<string, Scenario>>, say: (line: string) => void): Promise<GroupTruth[]>
  /** Ends all consumers. */
  stop(): Promise<void>
}

export async function scenarioStage(cluster: Cluster): Promise<ScenarioStage> {
  const consumers = await scriptedConsumers(cluster)
  const replicationFactor = Math.min(3, cluster.brokers.length)

  async function play(name: string, { settings, run }: Scenario, say: (line: string) => void): Promise<GroupTruth> {
    const script = new GroupScript(cluster, consumers, name, settings)
    await run(script).catch((error: unknown) => script.truth.notes.push(`broken off: ${error}`))
    say(`${name}: ${script.truth.rebalances.length} rebalances${script.truth.notes.map((one) => `; ${one}`).join('')}`)
    return script.truth
  }

  return {
    async run(scenarios, say) {
      const all = Object.entries(scenarios)
      const names = all.flatMap(([name]) => [name, `${name}.more`])
      await createTopics(
        cluster,
        names.map((name) => ({ name, partitions: PARTITIONS, replicationFactor })),
      )
      const truths = await Promise.all(all.filter(([, one]) => !one.last).map(([name, one]) => play(name, one, say)))
      for (const [name, one] of all) if (one.last) truths.push(await play(name, one, say))
      return truths
    },
    stop: () => consumers.stop(),
  }
}
