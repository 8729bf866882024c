import { Panel } from '@/components/ui/panel'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import type { PartitionState } from '@/lib/model/partition'
import type { PartitionView } from '@/lib/views/partition'
import type { PartitionScene } from './partition-scene'
import './zookeeper-beside-kafka.css'

interface Field {
  name: string
  /** What the mismatch list calls it; null where ZooKeeper stores no such thing. */
  key: PartitionView['mismatches'][number] | null
  znode: string | null
  metadata: string | null
}

/** The state znode beside what brokers tell their clients; where they differ ZooKeeper is what the controller wrote. */
export function ZooKeeperBesideKafka({ scene }: { scene: PartitionScene }) {
  const { zookeeper, metadata, mismatches } = scene.view
  const differ = new Set<string>(mismatches)
  const fields: Field[] = [
    {
      name: 'leader',
      key: 'leader',
      znode: zookeeper && id(zookeeper.leader),
      metadata: metadata && id(metadata.leader),
    },
    {
      name: 'leader epoch',
      key: 'leaderEpoch',
      znode: zookeeper && String(zookeeper.leaderEpoch),
      metadata: metadata && String(metadata.leaderEpoch),
    },
    { name: 'ISR', key: 'isr', znode: zookeeper && list(zookeeper.isr), metadata: metadata && list(metadata.isr) },
    { name: 'offline', key: null, znode: null, metadata: metadata && list(metadata.offlineReplicas) },
  ]
  return (
    <Panel
      title={scene.zookeeper ? 'ZooKeeper beside Kafka' : 'What the brokers answer'}
      end={
        mismatches.length > 0 ? (
          <StateBadge state="urp" boxed>
            {mismatches.length} {mismatches.length === 1 ? 'mismatch' : 'mismatches'}
          </StateBadge>
        ) : null
      }
    >
      <div className="pad beside">
        <table className="tbl">
          <caption className="sr">Leader and ISR by source</caption>
          <thead>
            <tr>
              <td />
              {scene.zookeeper && (
                <th scope="col">
                  Znode <span className="u">{zookeeper && `v${zookeeper.partitionEpoch}`}</span>
                </th>
              )}
              <th scope="col">
                Brokers <span className="u">Metadata</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ name, key, znode, metadata: answer }) => {
              const bad = key !== null && differ.has(key)
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {scene.zookeeper && (
                    <td className="mono" data-differs={bad}>
                      {key === null ? (
                        <span className="faint">not stored</span>
                      ) : (
                        <Answer text={znode} source="ZooKeeper" />
                      )}
                    </td>
                  )}
                  <td className="mono" data-differs={bad}>
                    <Answer text={answer} source="the brokers" />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        {zookeeper && <StateFields state={zookeeper} />}
        <p className="small mut">{sentence(scene)}</p>
        {zookeeper && (
          <p className="small mut">
            Last written <Since at={zookeeper.changedAt} />, zxid <span className="mono">{zookeeper.mzxid}</span>
          </p>
        )}
      </div>
    </Panel>
  )
}

function Answer({ text, source }: { text: string | null; source: string }) {
  return text === null ? <Unknown reason={`${source} did not answer about this partition`} /> : text
}

/** The fields of `/brokers/topics/T/partitions/P/state` that the model keeps, by the names Kafka writes; not its bytes. */
function StateFields({ state }: { state: PartitionState }) {
  const fields: [name: string, value: string][] = [
    ['controller_epoch', String(state.controllerEpoch)],
    ['leader', String(state.leader ?? -1)],
    ['leader_epoch', String(state.leaderEpoch)],
    ['isr', list(state.isr)],
  ]
  if (state.recovering) fields.push(['leader_recovery_state', '1'])
  return (
    <div className="small">
      <p className="mut">Fields read from the znode</p>
      <dl className="znode-fields mono">
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function sentence({ view, zookeeper }: PartitionScene): string {
  if (!zookeeper) return 'This cluster runs in KRaft mode: there is no ZooKeeper to compare with.'
  if (!view.zookeeper) return 'There is no state znode yet: the controller has not elected a first leader.'
  if (!view.metadata) return 'No broker has answered about this partition yet.'
  if (view.mismatches.length === 0) return 'Both sides agree.'
  return 'ZooKeeper holds what the controller wrote; clients that ask these brokers are told otherwise until they catch up.'
}

function id(value: number | null): string {
  return value === null ? 'none' : String(value)
}

function list(ids: readonly number[]): string {
  return `[${ids.join(',')}]`
}
