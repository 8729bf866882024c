import { type Labels, type MetricFamily, type MetricValue, sample } from './exposition'

/** One series of a family: its labels and its value. */
export type Series = readonly [Labels, MetricValue]

/** A family of which each item (a topic, a group) makes a piece. */
export function family<Item>(
  name: string,
  help: string,
  items: () => Iterable<Item>,
  series: (item: Item) => readonly Series[],
): MetricFamily {
  return {
    name,
    help,
    *pieces() {
      for (const item of items())
        yield series(item)
          .map(([labels, value]) => sample(name, labels, value))
          .join('')
    },
  }
}
