// Reads server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html

/** Turns pieces of text, cut anywhere, into events `{ data, id }`. What has no data (a heartbeat) is none. */
export class EventStream extends TransformStream {
  constructor() {
    let rest = ''
    let data = []
    let id
    const line = (text, controller) => {
      if (text === '') {
        if (data.length) controller.enqueue({ data: data.join('\n'), id })
        data = []
        id = undefined
        return
      }
      const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(text)
      if (name === 'data') data.push(value)
      if (name === 'id') id = value
    }
    super({
      transform(piece, controller) {
        // A CR at the end may be the first half of a CRLF.
        const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
        rest = lines.pop()
        for (const text of lines) line(text, controller)
      },
    })
  }
}
