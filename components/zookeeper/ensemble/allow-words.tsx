import { CopyButton } from '@/components/ui/copy-button'
import { Panel } from '@/components/ui/panel'

const LINE = '4lw.commands.whitelist=srvr,mntr,cons'

/** The line that lets servers tell more, ready to be copied, and where it goes. */
export function AllowWords({ title, servers, keeps }: { title: string; servers: readonly string[]; keeps: string }) {
  return (
    <Panel title={title} sub={servers.join(', ')} end={<CopyButton text={LINE} label="Copy the line" />}>
      <div className="words">
        <p>
          They allow <code>srvr</code> and little else, as ZooKeeper does by default since 3.5.3. To see {keeps}, add
          this line to the configuration of each server (with Kafka’s own ZooKeeper{' '}
          <code>config/zookeeper.properties</code>), and start one after the other anew, the leader last:
        </p>
        <pre className="code">{LINE}</pre>
        <p className="mut small">
          All three only read. Add <code>dump</code> to find every ephemeral znode without a walk over the tree. 3.4 up
          to 3.4.9 and 3.5.0 to 3.5.2 have no such list and allow everything. Where the AdminServer runs, its port in{' '}
          <code>ZOOKEEPER_ADMIN_PORT</code> (<code>zookeeperAdminPort</code> in a file) does as well; without that
          setting Vivarium does not ask it.
        </p>
      </div>
    </Panel>
  )
}
