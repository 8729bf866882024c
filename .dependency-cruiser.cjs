/** The house as rules: which room may look into which. `npm run check` runs it and fails when nothing was cruised. */
const only = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
module.exports = {
  forbidden: [
    only(
      'lib-imports-lib',
      { path: '^lib/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^(lib/|node_modules/)', dependencyTypesNot: ['type-only'] },
      'lib is pure: it imports only lib and packages',
    ),
    only(
      'rows-below-judgement',
      { path: '^lib/(model|rows|znodes|events)/' },
      { path: '^lib/(health|views|api)/' },
      'what is there is computed before what is wrong with it',
    ),
    only(
      'judgement-below-pages',
      { path: '^lib/health/' },
      { path: '^lib/(views|api)/' },
      'what is wrong is said before a page shows it',
    ),
    only(
      'lib-without-node',
      { path: '^lib/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'the same code runs in the browser',
    ),
    only(
      'lib-without-frameworks',
      { path: '^lib/' },
      { path: 'node_modules/(react|next|kafkajs|node-zookeeper-client)' },
      'lib knows no framework',
    ),
    only(
      'zod-at-the-edges',
      { path: '^(lib|components|app)/', pathNot: '^(lib/(commands|api)/|lib/config)' },
      { path: 'node_modules/zod', dependencyTypesNot: ['type-only'] },
      'zod must not travel to every browser',
    ),
    only(
      'components-stay-in-front',
      { path: '^components/' },
      { path: '^(server|app|e2e)/' },
      'components see lib and components',
    ),
    only(
      'app-through-the-door',
      { path: '^app/' },
      { path: '^(server/(?!index\\.ts$|http/)|e2e/)' },
      'app imports server/index.ts and server/http only',
    ),
    only(
      'server-without-pages',
      { path: '^server/', pathNot: '\\.test\\.ts$' },
      { path: '^(app|components|e2e)/' },
      'the server draws nothing',
    ),
    only('server-without-react', { path: '^server/' }, { path: 'node_modules/react' }, 'the server draws nothing'),
    only(
      'next-at-the-door',
      { path: '^server/', pathNot: '^server/index\\.ts$' },
      { path: 'node_modules/next' },
      'next only in server/index.ts',
    ),
    only(
      'one-zookeeper-client',
      { path: '^(app|components|lib|server)/', pathNot: '^server/zookeeper/' },
      { path: 'node_modules/node-zookeeper-client' },
      'node-zookeeper-client only under server/zookeeper',
    ),
    only(
      'one-kafka-client',
      { path: '^(app|components|lib|server)/', pathNot: '^server/kafka/' },
      { path: 'node_modules/kafkajs' },
      'kafkajs only under server/kafka',
    ),
    only(
      'kafka-beside-zookeeper',
      { path: '^server/kafka/' },
      { path: '^server/zookeeper/' },
      'the two adapters do not know each other',
    ),
    only(
      'zookeeper-beside-kafka',
      { path: '^server/zookeeper/' },
      { path: '^server/kafka/' },
      'the two adapters do not know each other',
    ),
    only('model-imports-lib', { path: '^server/model/' }, { path: '^server/(?!model/)' }, 'the model knows only lib'),
    only(
      'collectors-behind-the-inspector',
      { path: '^server/', pathNot: '^server/(collector/|cluster-inspector\\.ts$)' },
      { path: '^server/collector/' },
      'nothing imports collectors but the inspector',
    ),
    only(
      'charts-in-one-place',
      { path: '^(app|components|lib|server)/', pathNot: '^components/charts/' },
      { path: 'node_modules/(recharts|uplot)' },
      'charting libraries only in components/charts',
    ),
    only(
      'e2e-from-outside',
      { path: '^e2e/', pathNot: '^e2e/(simulator|bench)/' },
      { path: '^(app|components|server)/' },
      'e2e tests the product from outside',
    ),
    only(
      'bench-sees-the-wire',
      { path: '^e2e/(simulator|bench)/' },
      { path: '^(app|components|server/(?!kafka/wire/))' },
      'bench sees only the wire',
    ),
    only(
      'no-test-imported',
      { pathNot: '\\.(test|e2e)\\.tsx?$' },
      { path: '\\.(test|e2e)\\.tsx?$' },
      'tests are leaves',
    ),
    only('no-circular', {}, { circular: true }, 'cycles hide the order of things'),
    only(
      'no-orphans',
      {
        orphan: true,
        pathNot:
          '(\\.(test|e2e)\\.tsx?|\\.d\\.ts|\\.config\\.(ts|mjs|cjs)|^\\.[^/]+\\.cjs|^(app|e2e)/|^(instrumentation|proxy)\\.ts|launch\\.mjs)$|^app/|^e2e/',
      },
      {},
      'dead code',
    ),
    only('resolvable', {}, { couldNotResolve: true }, 'an import nobody can resolve'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|node_modules/.cache)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
