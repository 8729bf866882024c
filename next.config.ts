import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingExcludes: { '/*': ['./e2e/**', './server/**/*.ts', './lib/**/*.ts', './test-results/**'] },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['kafkajs', 'node-zookeeper-client'],
}

export default config
