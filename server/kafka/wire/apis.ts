import type { ApiSchema } from './schema'
import { apiVersionsSchema } from './schemas/api-versions.gen'
import { consumerGroupDescribeSchema } from './schemas/consumer-group-describe.gen'
import { describeClusterSchema } from './schemas/describe-cluster.gen'
import { describeConfigsSchema } from './schemas/describe-configs.gen'
import { describeGroupsSchema } from './schemas/describe-groups.gen'
import { describeLogDirsSchema } from './schemas/describe-log-dirs.gen'
import { describeQuorumSchema } from './schemas/describe-quorum.gen'
import { fetchSchema } from './schemas/fetch.gen'
import { findCoordinatorSchema } from './schemas/find-coordinator.gen'
import { listGroupsSchema } from './schemas/list-groups.gen'
import { listOffsetsSchema } from './schemas/list-offsets.gen'
import { listPartitionReassignmentsSchema } from './schemas/list-partition-reassignments.gen'
import { metadataSchema } from './schemas/metadata.gen'
import { offsetFetchSchema } from './schemas/offset-fetch.gen'
import { saslAuthenticateSchema } from './schemas/sasl-authenticate.gen'
import { saslHandshakeSchema } from './schemas/sasl-handshake.gen'

/** Every Kafka API this product calls. */
export const APIS = {
  apiVersions: api(apiVersionsSchema, 3),
  consumerGroupDescribe: api(consumerGroupDescribeSchema, 1),
  describeCluster: api(describeClusterSchema, 2),
  describeConfigs: api(describeConfigsSchema, 4),
  describeGroups: api(describeGroupsSchema, 6),
  describeLogDirs: api(describeLogDirsSchema, 4),
  describeQuorum: api(describeQuorumSchema, 2),
  // From 13 on it knows topics by id only.
  fetch: api(fetchSchema, 17),
  findCoordinator: api(findCoordinatorSchema, 6),
  listGroups: api(listGroupsSchema, 5),
  listOffsets: api(listOffsetsSchema, 9),
  listPartitionReassignments: api(listPartitionReassignmentsSchema, 0),
  metadata: api(metadataSchema, 12),
  // 10 knows topics by id only.
  offsetFetch: api(offsetFetchSchema, 9),
  // SASL comes before ApiVersions, so its two versions are not negotiated.
  saslAuthenticate: api(saslAuthenticateSchema, 1),
  saslHandshake: api(saslHandshakeSchema, 1),
}

/** An API and the highest version we speak; a later version can change a meaning, so it is raised on purpose only. */
export interface Api<Request, Response> {
  schema: ApiSchema<Request, Response>
  pin: number
}

function api<Request, Response>(schema: ApiSchema<Request, Response>, pin: number): Api<Request, Response> {
  return { schema, pin }
}
