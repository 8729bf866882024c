import type { Column } from '@/components/ui/column'
import { Unknown } from '@/components/ui/unknown'
import type { ConfigEntry } from '@/lib/views/config-entry'
import { ConfigDocumentation } from './config-documentation'
import { differsFromDefault, sourceInWords } from './config-selection'
import { configInWords } from './config-value'

const byName = (a: ConfigEntry, b: ConfigEntry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

function Value({ entry }: { entry: ConfigEntry }) {
  if (entry.sensitive) return <Unknown reason="a secret: brokers do not tell it" />
  if (entry.value === null) return <Unknown reason="not set" />
  if (entry.value === '') return <span className="faint">empty</span>
  const words = configInWords(entry.name, entry.value)
  return (
    <>
      <span className="mono">{entry.value}</span>
      {words && <span className="mut">{words.startsWith('≈') ? ` ${words}` : ` = ${words}`}</span>}
    </>
  )
}

/** The columns of a configuration table, in their order on screen. */
export const CONFIG_COLUMNS: Column<ConfigEntry>[] = [
  {
    id: 'key',
    header: 'Key',
    mono: true,
    sort: byName,
    cell: (entry) => entry.name,
    text: (entry) => entry.name,
  },
  {
    id: 'value',
    header: 'Value',
    cell: (entry) => (
      <span
        className={differsFromDefault(entry) ? 'config-value changed' : 'config-value'}
        title={entry.value ?? undefined}
      >
        <Value entry={entry} />
      </span>
    ),
    text: (entry) => entry.value ?? '',
  },
  {
    id: 'source',
    header: 'Source',
    sort: (a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : byName(a, b)),
    cell: (entry) =>
      entry.source === 'default' ? (
        <span className="faint">{sourceInWords(entry.source)}</span>
      ) : (
        sourceInWords(entry.source)
      ),
    text: (entry) => entry.source,
  },
  {
    id: 'default',
    header: 'Default',
    hideBelow: 'md',
    cell: (entry) =>
      entry.default === null ? (
        <Unknown reason="the broker names no default for it" />
      ) : entry.default === '' ? (
        <span className="faint">empty</span>
      ) : (
        <span className="mono mut config-value" title={entry.default}>
          {entry.default}
        </span>
      ),
    text: (entry) => entry.default ?? '',
  },
  {
    id: 'type',
    header: 'Type',
    hideBelow: 'lg',
    cell: (entry) => entry.type ?? <Unknown reason="this broker does not name types" />,
    text: (entry) => entry.type ?? '',
  },
  {
    id: 'change',
    header: 'Changes',
    hideBelow: 'lg',
    defaultHidden: true,
    cell: (entry) => (entry.readOnly ? 'at restart' : 'at once'),
    text: (entry) => (entry.readOnly ? 'at restart' : 'at once'),
  },
  {
    id: 'doc',
    header: 'Meaning',
    cell: (entry) => <ConfigDocumentation name={entry.name} text={entry.documentation} />,
    text: (entry) => entry.documentation ?? '',
  },
]
