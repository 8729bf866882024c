import { z } from 'zod'
import { apiError } from './api-error'
import { brokerItem, logDirectoryItem } from './broker-answer'
import { clusterItem, problemItem } from './cluster-answer'
import { configItem } from './config-list'
import { sourceItem } from './envelope'
import { eventItem } from './event-answer'
import { partitionItem } from './partition-answer'
import { replicaItem } from './partition-detail'
import { API_ROUTES, type ApiRoute } from './routes'
import { topicItem } from './topic-answer'

type Json = Record<string, unknown>

/** Schemas that the contract names, so that generated clients get types with these names. */
const NAMED = {
  Source: sourceItem,
  Cluster: clusterItem,
  Problem: problemItem,
  Broker: brokerItem,
  LogDirectory: logDirectoryItem,
  Topic: topicItem,
  Partition: partitionItem,
  Replica: replicaItem,
  Event: eventItem,
  ConfigEntry: configItem,
  Error: apiError,
} satisfies Record<string, z.ZodType>

const refTo = (id: string): string => `#/components/schemas/${id}`

/** The contract of `/api/v1` as OpenAPI 3.1, made of the very schemas that validate. */
export function openApi(): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Vivarium',
      version: '1',
      description:
        'Everything the pages show. int64 values are decimal strings, times ISO 8601; an unknown value is null with its reason beside it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries(API_ROUTES.map((route) => [route.path, { get: operation(route) }])),
    components: { schemas: schemas() },
  }
}

function operation(route: ApiRoute): Json {
  const { path, name, summary, query, mediaType = 'application/json', revisioned } = route
  const cluster = path.includes('{cluster}')
  const failure = { content: { 'application/json': { schema: { $ref: refTo('Error') } } } }
  return {
    operationId: `get${name}`,
    summary,
    parameters: [...(cluster ? [CLUSTER_PARAMETER] : []), ...queryParameters(query)],
    responses: {
      200: {
        description: summary,
        ...(revisioned ? { headers: { etag: { schema: { type: 'string' }, description: 'W/"epoch.revision"' } } } : {}),
        content: { [mediaType]: { schema: { $ref: refTo(`${name}Answer`) } } },
      },
      ...(revisioned ? { 304: { description: 'If-None-Match names the revision that stands' } } : {}),
      400: { description: 'A parameter is not valid; field names it', ...failure },
      ...(cluster
        ? { 404: { description: 'The named thing does not exist; the hint names the nearest', ...failure } }
        : {}),
      421: { description: 'This server does not answer to that Host', ...failure },
      default: { description: 'Any other failure', ...failure },
    },
  }
}

const CLUSTER_PARAMETER = {
  name: 'cluster',
  in: 'path',
  required: true,
  description: 'The cluster’s slug from the configuration',
  schema: { type: 'string', pattern: '^[a-z0-9-]+$' },
}

function queryParameters(query: z.ZodObject): Json[] {
  // The JSON schema of an object always has these shapes.
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' }) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, example, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    schema,
  }))
}

function schemas(): Record<string, Json> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id })
  for (const { name, answer } of API_ROUTES) registry.add(answer, { id: `${name}Answer` })
  const { schemas: made } = z.toJSONSchema(registry, { uri: refTo })
  // OpenAPI 3.1 speaks JSON Schema 2020-12 by itself, and a component is found by its place.
  return Object.fromEntries(Object.entries(made).map(([id, { $schema: _s, $id: _i, ...schema }]) => [id, schema]))
}
