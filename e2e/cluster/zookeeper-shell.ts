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
 * Paths must be free of spaces and quotes, which the shell cannot take.
 */
export async function readWithShell(cli: KafkaTools, paths: readonly string[]): Promise<ShellTree> {
  // What the shell says while it connects ends up before the first answer, so the first answer is thrown away.
  const commands = ['stat /', ...paths.map((path) => `get -s ${path}`), 'ls -R /', 'quit']
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
  return {
    paths: listing.split('\n').filter((line) => line.startsWith('/')),
    nodes: new Map(paths.map((path, index) => [path, readAnswer(answers[index] ?? '')])),
  }
}

/**
 * As `readWithShell`, with the shell of ZooKeeper 3.4: it lists one level at a time and prints stats beside the data,
 * on standard error. Data must be single lines.
 */
export async function readWithOldShell(cli: KafkaTools, paths: readonly string[]): Promise<ShellTree> {
  const commands = [...paths.map((path) => `get ${path}`), ...paths.map((path) => `ls ${path}`), 'quit']
  const { stdout, stderr } = await cli.run('zookeeper-shell', [], { stdin: `${commands.join('\n')}\n` })
  const said = stdout.split('\n')
  // The last thing it says of itself; one line of answer for each question follows.
  const lines = said.slice(said.findLastIndex((line) => line.startsWith('WatchedEvent')) + 1)
  const stats = stderr.split(/^(?=cZxid = )/m).filter((part) => part.startsWith('cZxid'))
  const lists = lines.slice(paths.length, 2 * paths.length)
  if (stats.length !== paths.length || !lists.every((line) => /^\[.*\]$/.test(line))) {
    throw new Error(`The shell did not answer ${paths.length} questions in order:\n${stderr.slice(0, 2_000)}`)
  }
  const below = (path: string, list: string) => {
    const names = list.slice(1, -1).split(', ')
    return names.filter((name) => name !== '').map((name) => `${path === '/' ? '' : path}/${name}`)
  }
  return {
    paths: ['/', ...paths.flatMap((path, index) => below(path, lists[index] ?? ''))],
    nodes: new Map(
      paths.map((path, index) => {
        const stat = (stats[index] ?? '').split('\n').slice(0, 11).join('\n')
        return [path, readAnswer(`${lines[index]}\n${stat}`)]
      }),
    ),
  }
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
