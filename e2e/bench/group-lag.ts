import type { Browser } from '@playwright/test'
import { startCluster } from '../cluster/cluster'
import { createTopics, untilLeadersAnswer } from '../cluster/kafka-admin'
import { until } from '../cluster/until'
import { startProduct } from '../product-server'
import { type CommittingGroup, committingGroup, type WrittenTopic, writeTopic } from './lag-truth'
import { marker, writesOnScreen } from './on-screen'
import { timeLagError } from './time-lag'
import { HABITS, verdictAgreement } from './verdict-agreement'

/** Writing by the quarter of a second: ten records a second, the same after many, or a hundred every ten seconds. */
const STEADY = (step: number) => (step % 2 === 0 ? 5 : 0)
const AFTER_MANY = (step: number) => (step === 0 ? 200 : STEADY(step))
const IN_BURSTS = (step: number) => (step % 40 === 0 ? 100 : 0)
const TOPICS = ['steady', 'bursts', 'judged', 'watched']

/** How exact time lags and verdicts are beside the truth, and how soon a commit is on screen. */
export async function groupLag(browser: Browser, say: (line: string) => void): Promise<string[]> {
  const cluster = await startCluster({ brokers: 1, onProgress: say })
  const server = await startProduct(cluster)
  const written: WrittenTopic[] = []
  const groups: CommittingGroup[] = []
  const group = async (id: string, topic: string) => {
    const one = await committingGroup(cluster, id, topic)
    groups.push(one)
    return one
  }
  const write = async (topic: string, perStep: (step: number) => number) => {
    const one = await writeTopic(cluster, topic, perStep)
    written.push(one)
    return one
  }
  try {
    await createTopics(
      cluster,
      TOPICS.map((name) => ({ name })),
    )
    for (const topic of TOPICS) await untilLeadersAnswer(cluster, topic)
    const judged = await write('judged', AFTER_MANY)
    // Nobody shall have read all there is by chance.
    await until('many records', () => judged.timestamps.length >= 200)
    const habitual: CommittingGroup[] = []
    for (const id of Object.keys(HABITS)) habitual.push(await group(id, 'judged'))
    const common = { url: server.url, behindMs: 15_000 }
    const [steady, bursts] = [await write('steady', STEADY), await write('bursts', IN_BURSTS)]
    const [slow, slower] = [await group('slow', 'steady'), await group('slower', 'bursts')]
    say('groups stay behind and commit by their habits')
    const report = await Promise.all([
      timeLagError({ ...common, what: 'at a steady rate', group: slow, written: steady, limitMs: 1_000 }),
      timeLagError({ ...common, what: 'in bursts', group: slower, written: bursts, limitMs: 5_000 }),
      verdictAgreement(server.url, habitual, judged),
    ])
    for (const line of report.flat()) say(line)
    await Promise.all(written.map((one) => one.stop()))
    say('a group commits while its page is open')
    const watched = await group('watched', 'watched')
    await watched.commit(0)
    const known = () => fetch(`${server.url}/api/v1/clusters/default/group?id=watched`)
    await until('the watched group in the model', async () => (await known()).ok)
    const page = await browser.newPage()
    const onScreen = await writesOnScreen({
      ...{ what: 'a commit on the page of its group', page, place: 'main', limitMs: 500 },
      url: `${server.url}/clusters/default/groups/watched`,
      write: (index) => watched.commit(Number(marker(index))),
    })
    await page.close()
    return [...report.flat(), ...onScreen]
  } finally {
    await Promise.all(written.map((one) => one.stop()))
    await Promise.all(groups.map((one) => one.stop()))
    await server.stop()
    await cluster.stop()
  }
}
