/** One full refresh over kafkajs's public admin, as a process of its own: prints `{"cpuMs", "wallMs"}`. Argument: host:port,… */
import { kafkaClient } from '../cluster/kafkajs-client'

const admin = kafkaClient((process.argv[2] ?? '').split(',')).admin()
await admin.connect()
const [began, before] = [performance.now(), process.cpuUsage()]
const topics = await admin.listTopics()
await admin.fetchTopicMetadata({ topics })
await admin.describeCluster()
// It fails when several of these run at once.
for (const topic of topics) await admin.fetchTopicOffsets(topic)
const { groups } = await admin.listGroups()
const ids = groups.map(({ groupId }) => groupId)
await admin.describeGroups(ids)
for (const groupId of ids) await admin.fetchOffsets({ groupId })
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ cpuMs: (user + system) / 1_000, wallMs: performance.now() - began }))
await admin.disconnect()
process.exit()
