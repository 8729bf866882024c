import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['kafkajs', 'node-zookeeper-client'],
  outputFileTracingIncludes: { '/*': ['./server/**/*.json'] },
}

export default config
