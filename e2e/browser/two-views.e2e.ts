import { until } from '../cluster/until'
import { type ZnodeClient, znodeClient } from '../cluster/znode-client'
import { test as base, expect, untilLive } from './stage'

const test = base.extend<{ znodes: ZnodeClient }>({
  znodes: async ({ stage }, use) => {
    const client = await znodeClient(stage.cluster.zookeeperConnect ?? '')
    await use(client)
    await client.close()
  },
})

const STATE = '/brokers/topics/payments.authorized/partitions/1/state'

/** What `GET …/znode` says of a state. */
interface StateAnswer {
  data: { text: string }
}

test('says on what both views agree, with real numbers', async ({ page, request, faults }) => {
  await until('both views in the HTML', async () =>
    /agree<\/b>.*all 27 partitions, controller and 3 brokers/.test(
      await (await request.get('/clusters/default/zookeeper/findings')).text(),
    ),
  )
  await page.goto('/clusters/default/zookeeper')
  await untilLive(page)
  await page.getByRole('link', { name: 'Two views' }).click()
  await expect(page).toHaveURL(/zookeeper\/findings$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'ZooKeeper and the brokers agree on all 27 partitions, controller and 3 brokers; compared',
  )
  expect(faults.seen).toEqual([])
})

test('shows both values of a leader written by hand, from the overview on, until it is put right', async ({
  page,
  request,
  znodes,
  faults,
}) => {
  const answer = await request.get(`/api/v1/clusters/default/znode?path=${encodeURIComponent(STATE)}`)
  const { text } = ((await answer.json()) as StateAnswer).data // the contract of the route
  const state = JSON.parse(text) as { leader: number; isr: number[] }
  const other = state.isr.find((id) => id !== state.leader)
  await znodes.set(STATE, JSON.stringify({ ...state, leader: other }))
  await page.goto('/clusters/default')
  await untilLive(page)
  const link = page.getByRole('link', { name: 'See what each side says' })
  await expect(link).toBeVisible({ timeout: 30_000 })
  await link.click()
  const row = page.getByRole('row').filter({ hasText: 'payments.authorized-1' })
  await expect(row).toContainText('Leader differs')
  await expect(row).toContainText(`ZooKeeper names broker ${other} as leader, the brokers broker ${state.leader}`)
  await expect(row.getByRole('link', { name: String(other), exact: true })).toHaveAttribute(
    'href',
    `/clusters/default/zookeeper?path=${encodeURIComponent(STATE)}`,
  )
  await expect(row.getByRole('link', { name: String(state.leader), exact: true })).toHaveAttribute(
    'href',
    '/clusters/default/topics/payments.authorized/partitions/1',
  )
  await page.goto('/clusters/default/zookeeper')
  await expect(page.getByRole('link', { name: /^Two views 1$/ })).toBeVisible()
  await znodes.set(STATE, text)
  await expect(page.getByRole('link', { name: /^Two views$/ })).toBeVisible({ timeout: 30_000 })
  expect(faults.seen).toEqual([])
})
