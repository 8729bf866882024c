'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { paths, type ZnodeTab } from '@/lib/paths'
import { tidyPath } from '../tree/znode-ancestry'

/** What stays when another node is selected: how data is shown, and the search. */
const KEPT = ['mode', 'find', 'in', 'by']

const TABS: readonly ZnodeTab[] = ['data', 'stat', 'acl', 'log']

/** Where the page stands: the address holds the selected node and the tab, and its history is the page's. */
export interface ZnodeAddress {
  path: string
  tab: ZnodeTab
  /** The address of another node, or of another tab of this one. */
  hrefOf: (path: string, tab?: ZnodeTab) => string
  /** One step forward in the browser's history, without asking the server for the page. */
  go: (path: string, tab?: ZnodeTab) => void
}

/** Reads and writes the address of the tree page. */
export function useZnodeAddress(cluster: string): ZnodeAddress {
  const search = useSearchParams()
  const path = tidyPath(search.get('path') ?? '/')
  const tab = TABS.find((known) => known === search.get('tab')) ?? 'data'
  const kept = new URLSearchParams(KEPT.flatMap((name) => search.getAll(name).map((value) => [name, value]))).toString()
  const hrefOf = useCallback(
    (to: string, toTab: ZnodeTab = tab) => {
      const href = paths.zookeeper(cluster, { path: to, tab: toTab })
      return kept === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${kept}`
    },
    [cluster, tab, kept],
  )
  const go = useCallback(
    (to: string, toTab?: ZnodeTab) => {
      const href = hrefOf(to, toTab)
      if (href !== window.location.pathname + window.location.search) window.history.pushState(null, '', href)
    },
    [hrefOf],
  )
  return { path, tab, hrefOf, go }
}
