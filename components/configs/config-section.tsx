'use client'
import { use, useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { FilterInput } from '@/components/ui/filter-input'
import { Panel } from '@/components/ui/panel'
import { PartialBanner } from '@/components/ui/partial-banner'
import { useUrlState } from '@/components/ui/url-state'
import type { ConfigAnswer, ConfigEntry } from '@/lib/views/config-entry'
import './config.css'
import { CONFIG_COLUMNS } from './config-columns'
import { searchConfig } from './config-selection'
import { useConfig } from './use-config'

const keyOf = (entry: ConfigEntry) => entry.name

/** A topic's or broker's configuration: everything, or only what someone changed. */
export function ConfigSection({
  answer,
  url,
  version,
  changed,
  changedLabel,
  owner,
}: {
  /** The server's reading, still under way when the page is drawn. */
  answer: Promise<ConfigAnswer>
  /** Where to read it again. */
  url: string
  /** A text that changes when the configuration may have. */
  version: string
  /** Whether the toggle keeps the entry. */
  changed: (entry: ConfigEntry) => boolean
  changedLabel: string
  /** Whose configuration, for sentences: `orders`, `broker 2`. */
  owner: string
}) {
  const { entries, error, readAgain } = useConfig(url, use(answer), version)
  const [query, setQuery] = useUrlState('q', '')
  const [onlyText, setOnly] = useUrlState('changed', '0')
  const only = onlyText === '1'
  const changedCount = useMemo(() => (entries ?? []).filter(changed).length, [entries, changed])
  const rows = useMemo(
    () => searchConfig(only ? (entries ?? []).filter(changed) : (entries ?? []), query),
    [entries, only, changed, query],
  )
  if (entries === null) {
    return (
      <Panel title="Configuration">
        <ErrorState
          error={{ code: 'unreachable', message: `The configuration of ${owner} is unknown: ${error ?? 'no answer'}` }}
          retry={readAgain}
        />
      </Panel>
    )
  }
  return (
    <>
      {error && (
        <PartialBanner>
          <b>The configuration could not be read again</b>: {error}. Showing the reading before.
        </PartialBanner>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Chip pressed={!only} count={entries.length} onClick={() => setOnly('0')}>
          All keys
        </Chip>
        <Chip pressed={only} count={changedCount} onClick={() => setOnly('1')}>
          {changedLabel}
        </Chip>
        <span className="ml-auto flex items-center gap-2">
          <Button quiet onClick={readAgain}>
            Read again
          </Button>
        </span>
      </div>
      <DataTable
        caption={`Configuration of ${owner}`}
        columns={CONFIG_COLUMNS}
        rows={rows}
        getKey={keyOf}
        defaultSort="key"
        title="Configuration"
        sub={only ? changedLabel.toLowerCase() : 'every key, as the broker answers DescribeConfigs'}
        end={<FilterInput param="q" placeholder="Filter keys and values" />}
        total={entries.length}
        empty={
          <EmptyState
            title={only && changedCount === 0 ? 'Nothing is changed' : 'No key matches'}
            detail={
              only && changedCount === 0
                ? `All ${entries.length} keys of ${owner} stand at what they inherit.`
                : `${entries.length} keys exist.`
            }
            action={
              <Button
                onClick={() => {
                  setOnly('0')
                  setQuery('')
                }}
              >
                Show all keys
              </Button>
            }
          />
        }
      />
    </>
  )
}
