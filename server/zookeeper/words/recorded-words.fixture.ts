/**
 * What real servers said, recorded from ZooKeeper 3.8.4 (Kafka 3.9.1), 3.5.9 (2.8.2) and 3.4.10 (1.1.1), three servers and
 * one broker each, on a few milliseconds' distance; of the 480 lines of mntr 3.8 those that matter here.
 */
export const SRVR_38_LEADER = `Zookeeper version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
Latency min/avg/max: 0/0.0/0
Received: 2
Sent: 1
Connections: 1
Outstanding: 0
Zxid: 0x100000022
Mode: leader
Node count: 29
Proposal sizes last/min/max: 99/36/360
`

export const SRVR_35_FOLLOWER = `Zookeeper version: 3.5.9-83df9301aa5c2a5d284a9940177808c01bc35cef, built on 01/06/2021 20:03 GMT
Latency min/avg/max: 0/7/89
Received: 70
Sent: 71
Connections: 2
Outstanding: 0
Zxid: 0x100000023
Mode: follower
Node count: 29
`

export const MNTR_38_LEADER = `zk_version	3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
zk_server_state	leader
zk_peer_state	leading - broadcast
zk_ephemerals_count	2
zk_num_alive_connections	1
zk_avg_latency	0.0
zk_znode_count	29
zk_global_sessions	1
zk_synced_followers	2
zk_watch_count	0
zk_synced_observers	0
zk_max_file_descriptor_count	20000
zk_approximate_data_size	1014
zk_open_file_descriptor_count	129
zk_pending_syncs	0
zk_leader_uptime	8802
zk_uptime	9041
zk_learners	2
zk_quorum_size	3
zk_avg_fsynctime	0.0
`

export const MNTR_38_FOLLOWER = `zk_version	3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
zk_server_state	follower
zk_peer_state	following - broadcast
zk_ephemerals_count	2
zk_num_alive_connections	2
zk_avg_latency	4.3429
zk_znode_count	29
zk_global_sessions	1
zk_watch_count	11
zk_max_file_descriptor_count	20000
zk_approximate_data_size	1014
zk_open_file_descriptor_count	128
zk_uptime	6856
zk_quorum_size	3
zk_avg_fsynctime	0.0
`

export const MNTR_35_LEADER = `zk_version	3.5.9-83df9301aa5c2a5d284a9940177808c01bc35cef, built on 01/06/2021 20:03 GMT
zk_avg_latency	8
zk_max_latency	21
zk_min_latency	3
zk_packets_received	9
zk_packets_sent	8
zk_num_alive_connections	1
zk_outstanding_requests	0
zk_server_state	leader
zk_znode_count	29
zk_watch_count	0
zk_ephemerals_count	2
zk_approximate_data_size	1048
zk_open_file_descriptor_count	96
zk_max_file_descriptor_count	20000
zk_followers	2
zk_synced_followers	2
zk_pending_syncs	0
zk_last_proposal_size	87
zk_max_proposal_size	348
zk_min_proposal_size	32
`

export const CONS_38 = ` /127.0.0.1:54000[0](queued=0,recved=1,sent=0)
 /127.0.0.1:49698[1](queued=0,recved=66,sent=68,sid=0x100016b1cfd0001,lop=EXIS,est=1795289685161,to=6000,lcxid=0x40,lzxid=0x100000022,lresp=23803331,llat=3,minlat=0,avglat=3,maxlat=21)

`

export const CONS_35 = ` /127.0.0.1:45380[0](queued=0,recved=1,sent=0)
 /127.0.0.1:45360[1](queued=0,recved=68,sent=70,sid=0x100016b596e0000,lop=EXIS,est=1795289701593,to=6000,lcxid=0x42,lzxid=0x100000023,lresp=23818192,llat=1,minlat=0,avglat=7,maxlat=89)

`

export const DUMP_38_FOLLOWER = `SessionTracker dump:
Global Sessions(1):
0x100016b1cfd0001	6000ms
ephemeral nodes dump:
Sessions with Ephemerals (1):
0x100016b1cfd0001:
	/kafka/controller
	/kafka/brokers/ids/1
Connections dump:
Connections Sets (2)/(2):
1 expire at Sat Nov 21 19:34:56 UTC 2026:
	ip: /127.0.0.1:49698 sessionId: 0x100016b1cfd0001
1 expire at Sat Nov 21 19:35:06 UTC 2026:
	ip: /127.0.0.1:54004 sessionId: 0x0
`

export const DUMP_35_LEADER = `SessionTracker dump:
Session Sets (8)/(1):
0 expire at Sat Nov 21 19:35:06 UTC 2026:
0 expire at Sat Nov 21 19:35:07 UTC 2026:
0 expire at Sat Nov 21 19:35:07 UTC 2026:
0 expire at Sat Nov 21 19:35:08 UTC 2026:
0 expire at Sat Nov 21 19:35:08 UTC 2026:
0 expire at Sat Nov 21 19:35:09 UTC 2026:
0 expire at Sat Nov 21 19:35:10 UTC 2026:
1 expire at Sat Nov 21 19:35:10 UTC 2026:
	0x100016b596e0000
ephemeral nodes dump:
Sessions with Ephemerals (1):
0x100016b596e0000:
	/kafka/controller
	/kafka/brokers/ids/1
Connections dump:
Connections Sets (2)/(1):
0 expire at Sat Nov 21 19:35:06 UTC 2026:
1 expire at Sat Nov 21 19:35:16 UTC 2026:
	ip: /127.0.0.1:39828 sessionId: 0x0
`

export const ADMIN_STATS_38 = `{
  "version" : "3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC",
  "read_only" : false,
  "server_stats" : {
    "packets_sent" : 85,
    "packets_received" : 80,
    "fsync_threshold_exceed_count" : 0,
    "client_response_stats" : {
      "last_buffer_size" : 16,
      "min_buffer_size" : 16,
      "max_buffer_size" : 292
    },
    "server_state" : "follower",
    "outstanding_requests" : 0,
    "min_latency" : 0,
    "avg_latency" : 4.3429,
    "max_latency" : 32,
    "data_dir_size" : 4194917,
    "log_dir_size" : 4194917,
    "last_processed_zxid" : 4294967330,
    "num_alive_client_connections" : 1,
    "uptime" : 7415,
    "auth_failed_count" : 0,
    "non_mtlsremote_conn_count" : 0,
    "non_mtlslocal_conn_count" : 0,
    "provider_null" : false
  },
  "client_response" : {
    "last_buffer_size" : 16,
    "min_buffer_size" : 16,
    "max_buffer_size" : 292
  },
  "node_count" : 29,
  "connections" : [ {
    "remote_socket_address" : "127.0.0.1:49698",
    "interest_ops" : 1,
    "outstanding_requests" : 0,
    "packets_received" : 66,
    "packets_sent" : 68
  } ],
  "secure_connections" : [ ],
  "command" : "stats",
  "error" : null
}`

export const ADMIN_STATS_35 = `{
  "version" : "3.5.9-83df9301aa5c2a5d284a9940177808c01bc35cef, built on 01/06/2021 20:03 GMT",
  "read_only" : false,
  "server_stats" : {
    "packets_sent" : 80,
    "packets_received" : 78,
    "max_latency" : 89,
    "min_latency" : 0,
    "fsync_threshold_exceed_count" : 0,
    "client_response_stats" : {
      "last_buffer_size" : 16,
      "min_buffer_size" : 16,
      "max_buffer_size" : 292
    },
    "num_alive_client_connections" : 1,
    "provider_null" : false,
    "outstanding_requests" : 0,
    "avg_latency" : 7,
    "server_state" : "follower",
    "data_dir_size" : 4194884,
    "log_dir_size" : 4194884,
    "last_processed_zxid" : 4294967331
  },
  "client_response" : {
    "last_buffer_size" : 16,
    "min_buffer_size" : 16,
    "max_buffer_size" : 292
  },
  "node_count" : 29,
  "connections" : [ {
    "remote_socket_address" : "127.0.0.1:45360",
    "interest_ops" : 1,
    "outstanding_requests" : 0,
    "packets_received" : 68,
    "packets_sent" : 70
  } ],
  "secure_connections" : [ ],
  "command" : "stats",
  "error" : null
}`

export const ADMIN_MONITOR_38 = `{
  "version" : "3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC",
  "server_state" : "follower",
  "peer_state" : "following - broadcast",
  "ephemerals_count" : 2,
  "num_alive_connections" : 1,
  "znode_count" : 29,
  "global_sessions" : 1,
  "watch_count" : 11,
  "max_file_descriptor_count" : 20000,
  "approximate_data_size" : 1014,
  "open_file_descriptor_count" : 129,
  "uptime" : 7152,
  "quorum_size" : 3,
  "avg_fsynctime" : 0.0,
  "command" : "monitor",
  "error" : null
}`

export const ADMIN_MONITOR_35 = `{
  "version" : "3.5.9-83df9301aa5c2a5d284a9940177808c01bc35cef, built on 01/06/2021 20:03 GMT",
  "avg_latency" : 7,
  "max_latency" : 89,
  "min_latency" : 0,
  "packets_received" : 78,
  "packets_sent" : 80,
  "num_alive_connections" : 1,
  "outstanding_requests" : 0,
  "server_state" : "follower",
  "znode_count" : 29,
  "watch_count" : 11,
  "ephemerals_count" : 2,
  "approximate_data_size" : 1048,
  "open_file_descriptor_count" : 96,
  "max_file_descriptor_count" : 20000,
  "last_client_response_size" : 16,
  "max_client_response_size" : 292,
  "min_client_response_size" : 16,
  "command" : "monitor",
  "error" : null
}`

export const ADMIN_CONNECTIONS_38 = `{
  "connections" : [ {
    "remote_socket_address" : "127.0.0.1:49698",
    "interest_ops" : 1,
    "outstanding_requests" : 0,
    "packets_received" : 66,
    "packets_sent" : 68,
    "session_id" : 72059153597399041,
    "last_operation" : "EXIS",
    "established" : 1795289685161,
    "session_timeout" : 6000,
    "last_cxid" : 64,
    "last_zxid" : 4294967330,
    "last_response_time" : 23803331,
    "last_latency" : 3,
    "min_latency" : 0,
    "avg_latency" : 3,
    "max_latency" : 21
  } ],
  "secure_connections" : [ ],
  "command" : "connections",
  "error" : null
}`

export const ADMIN_DUMP_35 = `{
  "expiry_time_to_session_ids" : { },
  "session_id_to_ephemeral_paths" : {
    "72059154611437568" : [ "/kafka/controller", "/kafka/brokers/ids/1" ]
  },
  "command" : "dump",
  "error" : null
}`

export const SRVR_34_LEADER = `Zookeeper version: 3.4.10-39d3a4f269333c922ed3db283be479f9deacaa0f, built on 03/23/2017 10:13 GMT
Latency min/avg/max: 0/2/18
Received: 64
Sent: 64
Connections: 2
Outstanding: 0
Zxid: 0x100000022
Mode: leader
Node count: 26
`

export const MNTR_34_LEADER = `zk_version	3.4.10-39d3a4f269333c922ed3db283be479f9deacaa0f, built on 03/23/2017 10:13 GMT
zk_avg_latency	2
zk_max_latency	18
zk_min_latency	0
zk_packets_received	65
zk_packets_sent	65
zk_num_alive_connections	2
zk_outstanding_requests	0
zk_server_state	leader
zk_znode_count	26
zk_watch_count	10
zk_ephemerals_count	2
zk_approximate_data_size	810
zk_open_file_descriptor_count	68
zk_max_file_descriptor_count	20000
zk_followers	2
zk_synced_followers	2
zk_pending_syncs	0
`

export const CONS_34 = ` /127.0.0.1:34336[1](queued=0,recved=59,sent=60,sid=0x2a1ffb1b8ec0001,lop=EXIS,est=1795291202244,to=6000,lcxid=0x3a,lzxid=0x100000022,lresp=1795291203551,llat=0,minlat=0,avglat=1,maxlat=17)
 /127.0.0.1:34378[0](queued=0,recved=1,sent=0)

`

export const DUMP_34_LEADER = `SessionTracker dump:
Session Sets (5):
0 expire at Sat Nov 21 20:00:07 UTC 2026:
0 expire at Sat Nov 21 20:00:08 UTC 2026:
0 expire at Sat Nov 21 20:00:09 UTC 2026:
0 expire at Sat Nov 21 20:00:09 UTC 2026:
1 expire at Sat Nov 21 20:00:10 UTC 2026:
	0x2a1ffb1b8ec0001
ephemeral nodes dump:
Sessions with Ephemerals (1):
0x2a1ffb1b8ec0001:
	/kafka/controller
	/kafka/brokers/ids/1
`
