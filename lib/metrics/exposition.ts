/** A value as it is known: int64 as decimal string; null = unknown, written as NaN. */
export type MetricValue = number | string | null

/** Labels by name, in the order they are written. */
export type Labels = Readonly<Record<string, string | number>>

/** Several series of one name. `pieces` are lines ready to send, so many at a time as cost little to make. */
export interface MetricFamily {
  name: string
  help: string
  pieces: () => Iterable<string>
}

/**
 * Families in the Prometheus text format 0.0.4, every one a gauge, in small pieces; one without series is left out.
 * A piece may be empty: it only says that work was done.
 */
export function* exposition(families: Iterable<MetricFamily>): Generator<string> {
  for (const { name, help, pieces } of families) {
    let headed = false
    for (const piece of pieces()) {
      if (!headed && piece !== '') {
        yield `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} gauge\n`
        headed = true
      }
      yield piece
    }
  }
}

/** One line: `name{label="value"} 12`. */
export function sample(name: string, labels: Labels, value: MetricValue): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(String(text))}"`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${numeral(value)}\n`
}

/** Prometheus reads a number that is not finite in these words only. */
function numeral(value: MetricValue): string {
  if (value === null) return 'NaN'
  if (value === Number.POSITIVE_INFINITY) return '+Inf'
  if (value === Number.NEGATIVE_INFINITY) return '-Inf'
  return String(value)
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}
