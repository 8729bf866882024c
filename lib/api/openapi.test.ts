import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openApi } from './openapi'
import { API_ROUTES } from './routes'

const root = fileURLToPath(new URL('../../app/api/v1', import.meta.url))

/** Paths of the route files, `[cluster]` as `{cluster}`. */
function routeFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return routeFiles(path)
    return entry.name === 'route.ts' ? [directory.slice(root.length).replace(/\[(\w+)\]/g, '{$1}')] : []
  })
}

describe('openApi', () => {
  const contract = JSON.parse(JSON.stringify(openApi())) as {
    paths: Record<string, { get: { operationId: string; parameters: { name: string; schema: { enum?: string[] } }[] } }>
    components: { schemas: Record<string, unknown> }
  }

  it('describes exactly the routes there are', () => {
    const files = routeFiles(root).filter((path) => path !== '/openapi.json' && !path.startsWith('/[...'))
    expect(new Set(Object.keys(contract.paths))).toEqual(new Set(files))
    expect(Object.keys(contract.paths)).toHaveLength(API_ROUTES.length)
  })

  it('refers only to schemas it holds', () => {
    const references = [...JSON.stringify(contract).matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target)
    expect(references.length).toBeGreaterThan(API_ROUTES.length)
    const known = new Set(Object.keys(contract.components.schemas).map((id) => `#/components/schemas/${id}`))
    expect(references.filter((target) => !known.has(target ?? ''))).toEqual([])
  })

  it('names every operation once and every parameter of a list', () => {
    const operations = Object.values(contract.paths).map(({ get }) => get.operationId)
    expect(new Set(operations).size).toBe(operations.length)
    const parameters = contract.paths['/clusters/{cluster}/partitions']?.get.parameters ?? []
    expect(parameters.map(({ name }) => name)).toEqual([
      'cluster',
      'limit',
      'cursor',
      'sort',
      'preset',
      'topic',
      'broker',
    ])
    expect(parameters.find(({ name }) => name === 'limit')?.schema).toEqual({
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 100,
    })
    expect(parameters.find(({ name }) => name === 'preset')?.schema.enum).toContain('under-min-isr')
  })
})
