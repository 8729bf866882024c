import type { KafkaTools } from './kafka-tools'

/** A znode as ZooKeeper's own shell shows it. */
export interface ShellZnode {
  /** `null` where the node holds no data, or this text. */
  data: string
  /** By the shell's names, such as `cZxid` and `ephemeralOwner`, as it prints them; times without milliseconds. */
  stat: Record<string, string>
}

/** Everything the shell shows of a tree. */
export interface ShellTree {
  /** All paths, as `ls -R /` lists them. */
  paths: string[]
  /** By path, those that were asked for. */
  nodes: Map<string, ShellZnode>
}

const STAT_LINE =
  /^(cZxid|ctime|mZxid|mtime|pZxid|cversion|dataVersion|aclVersion|ephemeralOwner|dataLength|numChildren) = (.*)$/

/**
 * Reads these znodes and the list of all others with ZooKeeper's shell, in one run of Java.
 * Paths must be free of spaces and quotes, which the shell cannot take. The shell of 3.4 cannot list a whole tree:
 * `eachListed` then lists the children of each path instead.
 */
export async function readWithShell(
  cli: KafkaTools,
  paths: readonly string[],
  { eachListed = false }: { eachListed?: boolean } = {},
): Promise<ShellTree> {
  const questions = paths.map((path) => (eachListed ? `get ${path}` : `get -s ${path}`))
  const listings = eachListed ? paths.map((path) => `ls ${path}`) : ['ls -R /']
  // What the shell says while it connects ends up before the first answer, so the first answer is thrown away.
  const commands = ['stat /', ...questions, ...listings, 'quit']
  const { stdout } = await cli.run('zookeeper-shell', [], { stdin: `${commands.join('\n')}\n`, limitMs: 120_000 })
  const [, ...answers] = stdout.split(/^(?=numChildren = )/m).reduce<string[]>((parts, part, index) => {
    // Each part but the first begins with the last line of the answer before it.
    const end = part.indexOf('\n') + 1
    if (index > 0) parts[index - 1] += part.slice(0, end)
    parts.push(index > 0 ? part.slice(end) : part)
    return parts
  }, [])
  const listing = answers.pop() ?? ''
  if (answers.length !== paths.length) {
    throw new Error(`The shell answered ${answers.length} of ${paths.length} questions:\n${stdout.slice(0, 2_000)}`)
  }
  const lines = listing.split('\n')
  return {
    paths: eachListed ? ['/', ...childPaths(paths, lines)] : lines.filter((line) => line.startsWith('/')),
    nodes: new Map(paths.map((path, index) => [path, readAnswer(answers[index] ?? '')])),
  }
}

/** The children of each of these paths, from lines like `[cluster, controller]` in the same order. */
function childPaths(paths: readonly string[], lines: readonly string[]): string[] {
  const lists = lines.filter((line) => /^\[.*\]$/.test(line))
  if (lists.length !== paths.length) throw new Error(`The shell listed ${lists.length} of ${paths.length} znodes`)
  return paths.flatMap((path, index) =>
    (lists[index] ?? '')
      .slice(1, -1)
      .split(', ')
      .filter((name) => name !== '')
      .map((name) => `${path === '/' ? '' : path}/${name}`),
  )
}

/** The data, then eleven lines of stat. */
function readAnswer(answer: string): ShellZnode {
  const lines = answer.replace(/\n$/, '').split('\n')
  const stat: Record<string, string> = {}
  for (const line of lines.slice(-11)) {
    const [, name, value] = STAT_LINE.exec(line) ?? []
    if (name === undefined || value === undefined) throw new Error(`The shell says "${line}" where a stat should be`)
    stat[name] = value
  }
  return { data: lines.slice(0, -11).join('\n'), stat }
}
