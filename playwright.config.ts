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
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
  },
})
