/** One message of a stream of Server-Sent Events. */
export interface StreamMessage {
  event: string
  data: string
}

/** Cuts the text of a stream of Server-Sent Events, in whatever pieces it comes, into its messages. Comments are left out. */
export class EventReader {
  private rest = ''

  /** The messages that are whole with this piece. */
  read(piece: string): StreamMessage[] {
    const blocks = (this.rest + piece).split('\n\n')
    this.rest = blocks.pop() ?? ''
    return blocks.flatMap((block) => {
      const fields = new Map(block.split('\n').map((line) => splitField(line)))
      const [event, data] = [fields.get('event'), fields.get('data')]
      return event === undefined || data === undefined ? [] : [{ event, data }]
    })
  }
}

function splitField(line: string): [string, string] {
  const colon = line.indexOf(': ')
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)]
}
