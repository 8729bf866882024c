import { type ZnodeClient, znodeClient } from '../cluster/znode-client'
import { test } from './stage'

/** The stage with another client of its ZooKeeper, and a place of its own that is gone after each test. */
export function testsAt(home: string) {
  return test.extend<{ znodes: ZnodeClient }>({
    znodes: async ({ stage }, use) => {
      const client = await znodeClient(stage.cluster.zookeeperConnect ?? '')
      await client.create(home)
      await use(client)
      await client.close()
    },
  })
}

/** The page of a znode; `more` begins with `&`. */
export function znodeUrl(path: string, more = ''): string {
  return `/clusters/default/zookeeper?path=${encodeURIComponent(path)}${more}`
}
