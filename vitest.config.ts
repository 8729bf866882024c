import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{app,components,lib,server,e2e}/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', 'node_modules/**', '.next/**'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['{lib,server,e2e}/**/*.integration.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Faults are told by time, and a machine of two cores has none to spare beside a cluster.
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
})
