import { VivariumError } from '@/lib/errors'
import { SINGLE } from '@/lib/model/cluster'
import type { QuorumReplica } from '@/lib/model/controller'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'

type Described = NonNullable<Awaited<ReturnType<KafkaClient['describeQuorum']>>>

/** Leader, voters and observers of a KRaft quorum. */
export class QuorumCollector {
  private readonly kafka: Pick<KafkaClient, 'describeQuorum'>
  private readonly model: LiveModel

  constructor(kafka: Pick<KafkaClient, 'describeQuorum'>, model: LiveModel) {
    this.kafka = kafka
    this.model = model
  }

  async read(signal: AbortSignal): Promise<void> {
    const quorum = await this.kafka.describeQuorum({ signal })
    if (!quorum) {
      const hint = 'the brokers are in ZooKeeper mode: set ZOOKEEPER_CONNECT to see their controller'
      throw new VivariumError({ code: 'unsupported', message: `no broker offers DescribeQuorum; ${hint}` })
    }
    const at = Date.now()
    const before = this.model.current.quorum.get(SINGLE)
    const same = before?.leaderId === quorum.leader
    const value = {
      leaderId: quorum.leader,
      leaderEpoch: quorum.leaderEpoch,
      highWatermark: String(quorum.highWatermark),
      voters: quorum.voters.map(replica),
      observers: quorum.observers.map(replica),
      leaderSince: before ? (same ? before.leaderSince : at) : null,
    }
    this.model.write([{ op: 'put', kind: 'quorum', key: SINGLE, value, source: 'quorum', at }])
  }
}

function replica({ id, logEndOffset, lastCaughtUpMs }: Described['voters'][number]): QuorumReplica {
  return { id, logEndOffset: logEndOffset === null ? null : String(logEndOffset), lastCaughtUpAt: lastCaughtUpMs }
}
