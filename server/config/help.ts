import { VALUE_FLAGS } from './command-line'
import { VARIABLES } from './variable-names'

/** What `--help` prints. */
export function help(): string {
  const flags = Object.entries(VALUE_FLAGS).map(([flag, variable]) => row(flag, `like ${variable}`))
  const variables = Object.entries(VARIABLES).map(([name, { aliases, help }]) =>
    row(name, aliases.length === 0 ? help : `${help} (also ${aliases.join(', ')})`),
  )
  return [
    'Vivarium, live inspector for Apache Kafka and ZooKeeper',
    '',
    'Usage: npm start -- [flags]     flags win over variables, variables over the file',
    '',
    ...flags,
    row('--print-config', 'print the effective configuration, secrets masked, and stop'),
    row('--dev', 'start the development server'),
    row('--help', 'print this and stop'),
    '',
    'Environment; ZOOKEEPER_CONNECT or KAFKA_BROKERS alone is enough:',
    ...variables,
    row('KAFKA_CLUSTERS_0_…', 'NAME, BOOTSTRAPSERVERS and others of Kafbat UI, and ZOOKEEPER'),
    '',
    'File (CONFIG_FILE):',
    '  server: {port: 8080, host: 127.0.0.1}',
    '  clusters:',
    '    - name: Orders',
    '      environment: production',
    '      color: "#c2410c"',
    '      zookeeper: zk1:2181,zk2:2181,zk3:2181/kafka',
    '      brokers: [kafka1:9092, kafka2:9092]',
    '      tls: {caFile: ca.pem}',
    '      sasl: {mechanism: SCRAM-SHA-512, username: vivarium, passwordFile: kafka.password} # mode 600',
    '      zookeeperAuth: [{scheme: digest, valueFile: zookeeper.login}]',
    '      zookeeperAdminPort: 8080',
    '',
  ].join('\n')
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(28)}${text}`
}
