import { defineConfig } from '@playwright/test'
import { chromium } from './e2e/chromium'

const { executablePath, args, env } = await chromium()
const report = process.env['E2E_REPORT_FILE']

/** The browser tests: one after the other, against the production build on a real cluster. */
export default defineConfig({
  testDir: 'e2e/browser',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  workers: 1,
  // What holds only the second time is named as flaky at the end: it is to be mended.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
  },
})
