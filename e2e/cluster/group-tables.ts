import type { KafkaTools } from './kafka-tools'

/** One row of `kafka-consumer-groups --describe`; null where the tool prints a dash. */
export interface DescribedOffset {
  group: string
  topic: string
  partition: number
  committed: string | null
  end: string | null
  lag: string | null
  memberId: string | null
  host: string | null
  clientId: string | null
}

/** One row of `--describe --members --verbose`. */
export interface DescribedMember {
  group: string
  memberId: string
  /** Null where the column is missing, as it is where no member is static. */
  instanceId: string | null
  host: string
  clientId: string
  partitions: number
  /** As printed, blanks removed: `orders(0,1),payments(2)`, with 3.9 `(0,1),(2)`, with 4 `orders:0,1;payments:2`; null for none. */
  assignment: string | null
}

/** One row of `--describe --state`. */
export interface DescribedGroup {
  group: string
  coordinator: number
  address: string
  strategy: string | null
  state: string
  members: number
}

/** All groups as Kafka's own tool describes them: three runs of it. Group ids must hold no blanks. */
export async function groupTables(cli: Pick<KafkaTools, 'run'>): Promise<{
  offsets: DescribedOffset[]
  members: DescribedMember[]
  groups: DescribedGroup[]
}> {
  const ask = async (...more: string[]) =>
    (await cli.run('consumer-groups', ['--describe', '--all-groups', ...more])).stdout
  return {
    offsets: parseOffsets(await ask()),
    members: parseMembers(await ask('--members', '--verbose')),
    groups: parseGroups(await ask('--state')),
  }
}

/** `GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID`, one table a group. */
export function parseOffsets(text: string): DescribedOffset[] {
  return rows(text).map((row) => ({
    group: cell(row, 'GROUP') ?? '',
    topic: cell(row, 'TOPIC') ?? '',
    partition: Number(cell(row, 'PARTITION')),
    committed: cell(row, 'CURRENT-OFFSET'),
    end: cell(row, 'LOG-END-OFFSET'),
    lag: cell(row, 'LAG'),
    memberId: cell(row, 'CONSUMER-ID'),
    host: cell(row, 'HOST')?.replace('/', '') ?? null,
    clientId: cell(row, 'CLIENT-ID'),
  }))
}

/** `GROUP CONSUMER-ID [GROUP-INSTANCE-ID] HOST CLIENT-ID #PARTITIONS …ASSIGNMENT…`, one table a group. */
export function parseMembers(text: string): DescribedMember[] {
  return rows(text.replaceAll('), ', '),')).map((row) => ({
    group: cell(row, 'GROUP') ?? '',
    memberId: cell(row, 'CONSUMER-ID') ?? '',
    instanceId: cell(row, 'GROUP-INSTANCE-ID'),
    host: cell(row, 'HOST')?.replace('/', '') ?? '',
    clientId: cell(row, 'CLIENT-ID') ?? '',
    partitions: Number(cell(row, '#PARTITIONS')),
    assignment: cell(row, 'ASSIGNMENT') ?? cell(row, 'CURRENT-ASSIGNMENT'),
  }))
}

/** `GROUP COORDINATOR (ID) ASSIGNMENT-STRATEGY STATE #MEMBERS`; the strategy may be left empty. */
export function parseGroups(text: string): DescribedGroup[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\S+)\s+(\S+:\d+)\s+\((\d+)\)\s+(?:(\S+)\s+)?(\S+)\s+(\d+)\s*$/.exec(line)
    if (!match) return []
    const [, group = '', address = '', coordinator, strategy = '-', state = '', members] = match
    return {
      group,
      coordinator: Number(coordinator),
      address,
      strategy: strategy === '-' ? null : strategy,
      state,
      members: Number(members),
    }
  })
}

type Row = ReadonlyMap<string, string>

function cell(row: Row, column: string): string | null {
  const value = row.get(column)
  return value === undefined || value === '-' ? null : value
}

/** Rows of all tables in the text, by the names in the header above them; a blank line ends a table. */
function rows(text: string): Row[] {
  let header: string[] = []
  const found: Row[] = []
  for (const line of text.split('\n')) {
    const cells = line.trim().split(/\s+/)
    if (cells[0] === 'GROUP') header = cells
    else if (line.trim() === '') header = []
    else if (cells.length === header.length)
      found.push(new Map(header.map((name, index) => [name, cells[index] ?? ''])))
  }
  return found
}
