const KEPT = 5

function storageKey(cluster: string): string {
  return `vivarium.recent.${cluster}`
}

/** Ids of what was opened from the palette in this browser, newest first. */
export function recentIds(cluster: string): string[] {
  return (window.localStorage.getItem(storageKey(cluster)) ?? '').split('\n').filter(Boolean)
}

/** Remembers one more, at most five. */
export function remember(cluster: string, id: string): void {
  const ids = [id, ...recentIds(cluster).filter((other) => other !== id)].slice(0, KEPT)
  window.localStorage.setItem(storageKey(cluster), ids.join('\n'))
}
