import type { Page } from '@playwright/test'
import { until } from '../cluster/until'
import type { ZnodeClient } from '../cluster/znode-client'
import { figure } from './figures'

const TOPICS = 10
const PARTITIONS = 100
const TIMES = 10

/** What a burst is made on. */
export interface BurstStage {
  page: Page
  /** The cluster's pages. */
  home: string
  znodes: ZnodeClient
  say: (line: string) => void
}

/** Every state is rewritten ten times as fast as ZooKeeper takes it; then the list on screen is held against the last writes. */
export async function stateBurst({ page, home, znodes, say }: BurstStage): Promise<string[]> {
  await page.goto(`${home}/partitions?preset=all`)
  await page.locator('[data-connection="live"]').waitFor()
  const unavailable = page.locator('.chip').filter({ hasText: /^Offline/ })
  const total = TOPICS * PARTITIONS
  const began = performance.now()
  const rounds = Array.from({ length: TIMES }, (_, round) => round)
  for (const round of rounds) {
    const all = Array.from({ length: total }, (_, index) => {
      const [topic, partition] = [`burst-${Math.floor(index / PARTITIONS)}`, index % PARTITIONS]
      return znodes.set(`/brokers/topics/${topic}/partitions/${partition}/state`, stateJson(partition, round))
    })
    await Promise.all(all)
  }
  const writtenAt = performance.now()
  say(`wrote ${total * TIMES} states in ${((writtenAt - began) / 1_000).toFixed(1)} s`)
  const expected = (total / 10) * 3
  await until('the count of what is offline', async () => {
    const text = (await unavailable.textContent()) ?? ''
    return Number(/\d[\d,]*/.exec(text)?.[0].replaceAll(',', '')) === expected
  })
  // Every row drawn shows the last of its ten versions.
  const rows = page.getByRole('row').filter({ hasText: 'burst-' })
  await until('every row at its last version', async () => {
    const texts = await rows.allTextContents()
    return texts.length > 20 && texts.every((text) => new RegExp(lastEpoch).test(text))
  })
  const shownMs = performance.now() - writtenAt
  for (const partition of [0, 3, 42, 99]) {
    await page.goto(`${home}/topics/burst-7/partitions/${partition}`)
    await page
      .locator('main')
      .filter({ hasText: new RegExp(lastEpoch) })
      .waitFor()
  }
  return [
    figure('burst: 10,000 state changes, last write to the list right', shownMs, 'ms', null, `${expected} offline`),
  ]
}

const FIRST_EPOCH = 800_000
const lastEpoch = String(FIRST_EPOCH + TIMES - 1).replace(/(\d{3})$/, ',?$1')

/** After the last round three of ten partitions have no leader; before it others had none. */
function stateJson(partition: number, round: number): string {
  const dead = (partition + TIMES - 1 - round) % 10 < 3
  const epoch = FIRST_EPOCH + round
  const state = { controller_epoch: 1, leader: dead ? -1 : 1, version: 1, leader_epoch: epoch, isr: dead ? [] : [1] }
  return JSON.stringify(state)
}
