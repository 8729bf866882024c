/**
 * Data of znodes as Kafka 3.9.1 and 2.8.2 wrote it, by path, the older one where it differs; encrypted values and
 * addresses are cut. Then what Kafka 0.8 to 1.1 and the KRaft migration write, by Kafka's ZkData and ZkUtils.
 */
export const recordedZnodes: readonly [path: string, text: string | null][] = [
  [
    '/brokers/ids/1',
    '{"features":{},"listener_security_protocol_map":{"PLAINTEXT":"PLAINTEXT","SASL_PLAINTEXT":"SASL_PLAINTEXT"},"endpoints":["PLAINTEXT://127.0.0.1:27739","SASL_PLAINTEXT://127.0.0.1:41919"],"rack":"az-a","jmx_port":-1,"port":27739,"host":"127.0.0.1","version":5,"timestamp":"1795280780742"}',
  ],
  ['/brokers/seqid', null],
  [
    '/brokers/topics/moving',
    '{"partitions":{"0":[2,1],"1":[1]},"topic_id":"WPoEbZfRQRiAoXOYH-Uu2g","adding_replicas":{"0":[2]},"removing_replicas":{"0":[1]},"version":3}',
  ],
  [
    '/brokers/topics/moving/partitions/0/state',
    '{"controller_epoch":1,"leader":1,"version":1,"leader_epoch":1,"isr":[1]}',
  ],
  ['/controller', '{"version":2,"brokerid":1,"timestamp":"1795280782075","kraftControllerEpoch":-1}'],
  ['/controller', '{"version":1,"brokerid":2,"timestamp":"1795280985513"}'],
  ['/controller_epoch', '1'],
  ['/cluster/id', '{"version":"1","id":"PS8OWNIcRumldviKNjqPxw"}'],
  ['/feature', '{"features":{},"version":2,"status":1}'],
  ['/feature', '{"features":{},"version":1,"status":1}'],
  ['/latest_producer_id_block', '{"version":1,"broker":1,"block_start":"1000","block_end":"1999"}'],
  ['/admin/delete_topics/moving', null],
  [
    '/admin/reassign_partitions',
    '{"version":1,"partitions":[{"topic":"moving","partition":0,"replicas":[2]},{"topic":"moving","partition":1,"replicas":[2]}]}',
  ],
  ['/admin/preferred_replica_election', '{"version":1,"partitions":[{"topic":"orders","partition":3}]}'],
  ['/config/topics/__proto__', '{"version":1,"config":{}}'],
  ['/config/topics/orders', '{"version":1,"config":{"retention.ms":"3600000"}}'],
  ['/config/brokers/<default>', '{"version":1,"config":{"log.cleaner.threads":"2"}}'],
  [
    '/config/brokers/1',
    '{"version":1,"config":{"listener.name.sasl_plaintext.plain.sasl.jaas.config":"encryptedPassword:JddbAemp0l==,keyLength:128,cipherAlgorithm:AES/CBC/PKCS5Padding"}}',
  ],
  ['/config/clients/<default>', '{"version":1,"config":{"producer_byte_rate":"1024"}}'],
  ['/config/ips/127.0.0.9', '{"version":1,"config":{"connection_creation_rate":"10"}}'],
  [
    '/config/users/ann',
    '{"version":1,"config":{"SCRAM-SHA-256":"salt=MTkxeGF3==,stored_key=f5rqdhqc=,server_key=8v0zcm=,iterations=4096","request_percentage":"50.0"}}',
  ],
  ['/config/users/ann/clients/app%20one', '{"version":1,"config":{"consumer_byte_rate":"2048"}}'],
  ['/config/changes/config_change_0000000003', '{"version":2,"entity_path":"users/<default>"}'],
  [
    '/kafka-acl/Topic/*',
    '{"acls":[{"principal":"User:ann","permissionType":"Allow","host":"*","operation":"Describe"}],"version":1}',
  ],
  [
    '/kafka-acl/Cluster/kafka-cluster',
    '{"version":1,"acls":[{"principal":"User:ann","permissionType":"Allow","operation":"Alter","host":"*"}]}',
  ],
  [
    '/kafka-acl-extended/prefixed/TransactionalId/tx',
    '{"acls":[{"principal":"User:ann","permissionType":"Allow","host":"*","operation":"Write"}],"version":1}',
  ],
  ['/kafka-acl-changes/acl_changes_0000000004', 'DELEGATION_TOKEN:token'],
  [
    '/kafka-acl-extended-changes/acl_changes_0000000001',
    '{"version":1,"resourceType":"TOPIC","name":"orders.","patternType":"PREFIXED"}',
  ],
  [
    '/delegation_token/tokens/Hl71NaC6RWekfo0KSEVWlA',
    '{"issueTimestamp":1795280929564,"renewers":["User%3Abob"],"tokenRequester":"User%3Aann","tokenId":"Hl71NaC6RWekfo0KSEVWlA","owner":"User%3Aann","expiryTimestamp":1795367329564,"maxTimestamp":1795885729564,"version":3}',
  ],
  [
    '/delegation_token/tokens/4RxVTE9WTlycNhgwnzkhAA',
    '{"issueTimestamp":1795281142640,"renewers":[],"tokenId":"4RxVTE9WTlycNhgwnzkhAA","owner":"User%3Aann","expiryTimestamp":1795367542640,"maxTimestamp":1795885942640,"version":1}',
  ],
  ['/delegation_token/token_changes/token_change_0000000000', 'Hl71NaC6RWekfo0KSEVWlA'],
  [
    '/zookeeper/config',
    'server.1=127.0.0.1:2888:3888:participant\nserver.2=127.0.0.1:2889:3889:participant\nversion=0',
  ],

  ['/brokers/ids/2', '{"jmx_port":9999,"timestamp":"1420070400000","host":"kafka1","version":1,"port":9092}'],
  ['/controller', '{"version":2,"brokerid":3000,"timestamp":"1795280782075","kraftControllerEpoch":4}'],
  ['/feature', '{"features":{"x":{"min_version_level":1,"max_version_level":3}},"version":1,"status":1}'],
  ['/feature', '{"features":{},"version":1,"status":0}'],
  [
    '/migration',
    '{"version":0,"kraft_metadata_offset":4321,"kraft_controller_id":3000,"kraft_metadata_epoch":2,"kraft_controller_epoch":2}',
  ],
  ['/isr_change_notification/isr_change_0000000000', '{"version":1,"partitions":[{"topic":"orders","partition":0}]}'],
  ['/log_dir_event_notification/log_dir_event_0000000000', '{"version":1,"broker":2,"event":1}'],
  ['/config/changes/config_change_0000000001', '{"version":1,"entity_type":"topics","entity_name":"orders"}'],
  ['/config/changes/config_change_0000000000', '"orders"'],
  [
    '/consumers/old/ids/old_host-1',
    '{"version":1,"subscription":{"orders":1},"pattern":"static","timestamp":"1420070400000"}',
  ],
  ['/consumers/old/owners/orders/0', 'old_host-1-0'],
  ['/consumers/old/offsets/orders/0', '9223372036854775807'],
  ['/zookeeper/quota/kafka/zookeeper_limits', 'count=1000,bytes=-1'],
]
