import Link from 'next/link'
import { Glyph } from '@/components/ui/glyph'
import type { ZnodeView } from '@/lib/views/znode'
import { dataText } from '../data/data-bytes'
import { Visible } from '../data/visible'
import { meaningHref } from './meaning-href'

/** More of the raw data is for the other views. */
const RAW_SHOWN = 600

/** What a node means to Kafka: a sentence, its fields with words, where to go from here, and the data itself. */
export function InWords({ cluster, node }: { cluster: string; node: ZnodeView }) {
  const { sentence, fields, links, fault } = node.decoded
  return (
    <div className="words">
      <p className="lead">
        <Visible text={sentence} />
      </p>
      {fault === null ? null : (
        <p className="st t-urp fault">
          <Glyph state="urp" />
          <span>
            <Visible text={fault} />
          </span>
        </p>
      )}
      {fields.length === 0 ? null : (
        <table className="tbl dec">
          <caption className="sr">Fields</caption>
          <tbody>
            {fields.map((field, index) => (
              // Data may name a field twice.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={`${field.name} ${index}`}>
                <th className="mono" scope="row">
                  <Visible text={field.name} />
                </th>
                <td className="mono">
                  <Visible text={field.value} />
                </td>
                <td>{field.words === null ? null : <Visible text={field.words} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {links.length === 0 ? null : (
        <p className="row small">
          {links.map(({ label, target }) => (
            <Link
              key={meaningHref(cluster, target)}
              className="link"
              href={meaningHref(cluster, target)}
              prefetch={false}
            >
              <Visible text={label} />
            </Link>
          ))}
        </p>
      )}
      <Beginning node={node} />
    </div>
  )
}

function Beginning({ node: { data } }: { node: ZnodeView }) {
  if (data === null || data.bytes === 0) return null
  const text = data.text === null ? null : dataText(data)
  if (text === null) return <p className="small mut">The data is no text; Hex shows its bytes.</p>
  return (
    <pre className="code">
      <Visible text={text.slice(0, RAW_SHOWN)} />
      {text.length > RAW_SHOWN ? ' …' : ''}
    </pre>
  )
}
