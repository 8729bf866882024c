/** Topics as Kafka writes them into ZooKeeper, without any broker: what reads them cannot tell. */
export interface FakeTopics {
  /** Parents first, below the chroot. */
  znodes: [path: string, data: string][]
  /** Every partition's state, as of this leader epoch; the leader changes with it. */
  states(leaderEpoch: number): [path: string, data: string][]
}

/** So many topics named `name-0`…, each with so many partitions on brokers 1, 2 and 3. */
export function fakeTopics(name: string, topics: number, partitions: number): FakeTopics {
  const names = Array.from({ length: topics }, (_, index) => `${name}-${index}`)
  const numbers = Array.from({ length: partitions }, (_, index) => index)
  const states = (epoch: number): [string, string][] =>
    names.flatMap((topic) =>
      numbers.map((partition): [string, string] => [
        `/brokers/topics/${topic}/partitions/${partition}/state`,
        JSON.stringify({
          controller_epoch: 1,
          leader: ((partition + epoch) % 3) + 1,
          version: 1,
          leader_epoch: epoch,
          isr: epoch % 2 === 0 ? [1, 2, 3] : [((partition + epoch) % 3) + 1],
        }),
      ]),
    )
  const assignment = JSON.stringify({
    version: 2,
    partitions: Object.fromEntries(numbers.map((partition) => [partition, [1, 2, 3]])),
    adding_replicas: {},
    removing_replicas: {},
  })
  const above = names.flatMap((topic): [string, string][] => [
    [`/brokers/topics/${topic}`, assignment],
    [`/brokers/topics/${topic}/partitions`, ''],
    ...numbers.map((partition): [string, string] => [`/brokers/topics/${topic}/partitions/${partition}`, '']),
  ])
  return { znodes: [...above, ...states(0)], states }
}
