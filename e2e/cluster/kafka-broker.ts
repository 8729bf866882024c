import { join } from 'node:path'
import type { KafkaRelease } from './kafka-version'

/** What the settings of one broker depend on. */
export interface BrokerPlan {
  id: number
  port: number
  /** Port of the controller listener by node id 1…n; empty with ZooKeeper. */
  controllerPorts: readonly number[]
  zookeeperConnect: string | null
  brokers: number
  rack: string | null
  release: KafkaRelease
  directory: string
}

/**
 * Settings of one broker: Kafka's defaults where a person would meet them, short time limits and small buffers where
 * the defaults are made for data centres. Topics are never created by accident.
 */
export function brokerSettings(plan: BrokerPlan): Record<string, string> {
  const copies = String(Math.min(3, plan.brokers))
  const majority = String(Math.min(2, plan.brokers))
  return {
    ...(plan.release.mode === 'kraft' ? kraftSettings(plan) : zookeeperModeSettings(plan)),
    'log.dirs': join(plan.directory, 'data'),
    ...(plan.rack === null ? {} : { 'broker.rack': plan.rack }),
    'auto.create.topics.enable': 'false',
    'delete.topic.enable': 'true',
    'group.initial.rebalance.delay.ms': '0',
    'replica.lag.time.max.ms': '5000',
    // With every other broker gone too, a shutdown has nobody to hand its leaders to.
    'controlled.shutdown.retry.backoff.ms': '500',
    // Not 50, so that nobody counts on the default.
    'offsets.topic.num.partitions': '12',
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.num.partitions': '4',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': majority,
    'num.network.threads': '2',
    'num.io.threads': '4',
    'background.threads': '2',
    'log.cleaner.dedupe.buffer.size': '4194304',
  }
}

function zookeeperModeSettings(plan: BrokerPlan): Record<string, string> {
  return {
    'broker.id': String(plan.id),
    listeners: `PLAINTEXT://127.0.0.1:${plan.port}`,
    'zookeeper.connect': plan.zookeeperConnect ?? '',
    'zookeeper.session.timeout.ms': '6000',
  }
}

function kraftSettings(plan: BrokerPlan): Record<string, string> {
  const copies = String(Math.min(3, plan.brokers))
  return {
    'node.id': String(plan.id),
    'process.roles': 'broker,controller',
    listeners: `PLAINTEXT://127.0.0.1:${plan.port},CONTROLLER://127.0.0.1:${plan.controllerPorts[plan.id - 1]}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${plan.port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': plan.controllerPorts.map((port, index) => `${index + 1}@127.0.0.1:${port}`).join(','),
    'broker.session.timeout.ms': '6000',
    'broker.heartbeat.interval.ms': '1000',
    'share.coordinator.state.topic.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': '1',
  }
}

/** JVM options of a broker: heap for tens of topics, about 300 MB resident. */
export const brokerJvm = ['-Xms64m', '-Xmx256m']

/** Whether a broker that has logged this since its start is up; it says so after its listeners are open. */
export function brokerServes(log: string): boolean {
  return /\[KafkaServer id=\d+\] started|\[KafkaRaftServer nodeId=\d+\] Kafka Server started/.test(log)
}
