// Events come out the same, wherever the network cuts them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EventStream } from '../src/builtin/events.js'

const TEXT = ': beat\r\nid: 1\r\ndata: {"a":1}\r\n\r\n:\n\nid:2\ndata: one\ndata:two\n\ndata: b\rdata\r\revent: x\n\n'
const EVENTS = [
  { data: '{"a":1}', id: '1' },
  { data: 'one\ntwo', id: '2' },
  { data: 'b\n', id: undefined },
]

async function read(pieces) {
  const found = []
  const source = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
  for await (const event of source.pipeThrough(new EventStream())) found.push(event)
  return found
}

test('in one piece', async () => assert.deepEqual(await read([TEXT]), EVENTS))

test('in two pieces, cut anywhere', async () => {
  for (let at = 0; at <= TEXT.length; at++) assert.deepEqual(await read([TEXT.slice(0, at), TEXT.slice(at)]), EVENTS)
})

test('letter by letter', async () => assert.deepEqual(await read([...TEXT]), EVENTS))
