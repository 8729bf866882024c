import type { LogDirectoryNotice } from '../model/controller'
import { type Znode, znodeJson } from './znode'

/** `/log_dir_event_notification/log_dir_event_0000000000` (Kafka's ZkData `LogDirEventNotificationSequenceZNode`): `{"version":1,"broker":2,"event":1}`. */
export function parseLogDirectoryNotice(znode: Znode): LogDirectoryNotice {
  return { broker: znodeJson(znode).integer('broker'), at: znode.stat.ctime }
}
