/** A word as a POSIX shell takes it: quoted only when it must be. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** Kafka's own command line for what a page shows. `bootstrap`: `host:port`; null leaves a placeholder. */
export function kafkaCommand(script: string, bootstrap: string | null, ...words: string[]): string {
  return [`${script}.sh`, '--bootstrap-server', bootstrap ?? 'HOST:PORT', ...words].map(shellWord).join(' ')
}
