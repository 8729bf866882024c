import type { Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster'
import { observeZookeeper } from './zookeeper-observer'

/** Ms from the moment an outside client hears of a broker's lost registration to the page showing the broker gone. */
export async function killLatency(
  cluster: Cluster,
  page: Page,
  url: string,
  rounds: number,
  say: (line: string) => void,
): Promise<number[]> {
  if (cluster.zookeeperConnect === null) throw new Error('needs ZooKeeper')
  const observer = await observeZookeeper(cluster.zookeeperConnect)
  await page.goto(`${url}/clusters/default/brokers`)
  await page.locator('[data-connection="live"]').waitFor()
  const figures: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const id = (round % cluster.brokers.length) + 1
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: String(id), exact: true }) })
    await row.getByText('Up', { exact: true }).waitFor({ timeout: 60_000 })
    const { armed, heardAt } = observer.deletionOf(`/brokers/ids/${id}`)
    await armed
    // The clock is read in the page, at the mutation itself: both clocks are this machine's.
    const shownAt = row.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          // No named function in here: the compiler would call a helper that the page does not have.
          new MutationObserver((_, observer) => {
            if (!/gone/i.test(element.textContent ?? '')) return
            observer.disconnect()
            resolve(Date.now())
          }).observe(element, { childList: true, subtree: true, characterData: true })
        }),
    )
    await cluster.broker(id).kill()
    const [heard, shown] = await Promise.all([heardAt, shownAt])
    figures.push(shown - heard)
    say(`broker ${id} killed: on screen ${shown - heard} ms after the znode vanished`)
    await cluster.broker(id).start()
  }
  observer.close()
  return figures
}
