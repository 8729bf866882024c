import { apiPaths } from '@/lib/paths'

/** An export that is here, `incomplete` with why it ended early; or why there is none. */
export type ExportEnd = { name: string; text: string; incomplete: string | null } | { failed: string }

/** Reads an export, which has a line for each node, and tells how many have come. */
export async function readExport(
  cluster: string,
  path: string,
  onNodes: (nodes: number) => void,
  signal: AbortSignal,
): Promise<ExportEnd> {
  try {
    const response = await fetch(apiPaths.znodeExport(cluster, path), { signal })
    if (!response.ok || response.body === null) {
      const body = (await response.json().catch(() => null)) as { error?: { message: string; hint?: string } } | null
      const { message = `the server answered ${response.status}`, hint } = body?.error ?? {}
      return { failed: hint === undefined ? message : `${message} (${hint})` }
    }
    const pieces: string[] = []
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    // The head ends the first line.
    let lines = -1
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      pieces.push(value)
      lines += value.split('\n').length - 1
      onNodes(Math.max(0, lines))
    }
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    return { name: name ?? 'znodes.json', text: pieces.join(''), incomplete: whyIncomplete(pieces) }
  } catch {
    return { failed: 'the connection to the server broke' }
  }
}

/** The last line says it; the whole need not be parsed for that. */
function whyIncomplete(pieces: readonly string[]): string | null {
  const last = pieces.slice(-2).join('').trimEnd().split('\n').at(-1) ?? ''
  const end = last.indexOf('"complete":')
  if (end < 0) return 'the end of it did not arrive'
  // The server of the same build wrote it.
  return (JSON.parse(`{${last.slice(end)}`) as { reason: string | null }).reason
}
