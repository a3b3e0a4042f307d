// The answers of the open thread, one at a time: each is run to its end and shown as it comes.
import { Refusal } from './client.js'
import { failed, refused, retryOf, stopped } from './endings.js'
import { plain } from './question.js'
import { Running } from './running.js'
import { resultOf } from './tools.js'

export class Turns {
  running = null
  #kit
  #parts
  #isOutdated = false
  #hasFailed = false
  #said = null

  constructor(kit, parts) {
    this.#kit = kit
    this.#parts = parts
  }

  /** Asks something of the server; the refusal, if it does not take it, which the person then sees. */
  async send(type, params, shown) {
    const { conversation } = this.#parts
    if (shown) conversation.pending(shown)
    else conversation.clear()
    const refusal = await this.#run((running) => running.begin(type, params))
    if (refusal) refused(refusal, () => this.#again(type, params, shown), this.#kit, this.#parts)
    else await this.#callPage()
    return refusal
  }

  /** What a thread's newest answer left to be done: to be followed, or to be told of. */
  goOn({ answer, state }) {
    const { strings, talk } = this.#kit
    const { conversation } = this.#parts
    if (state === 'running') void this.#run((running) => running.resume(answer)).then(() => this.#callPage())
    else if (state === 'stopped') conversation.note(talk.thread.items.at(-1), strings.stopped)
    else if (state === 'failed' || state === 'interrupted') conversation.error(strings[state], retryOf(talk))
  }

  // Runs one answer to its end; the refusal, if the server did not take the request.
  async #run(begin) {
    const { strings, talk } = this.#kit
    const { conversation } = this.#parts
    const running = new Running(this.#kit.client)
    this.#begin(running)
    try {
      for await (const event of begin(running)) {
        if (event.type === 'error' && !running.answer) throw new Refusal(503, event) // no answer was begun
        this.#take(event)
      }
      this.#hasFailed ||= running.isLeft // what comes of it is not for this page
      if (running.isStopped) this.#stopped()
      else conversation.say(this.#said ? plain(this.#said) : (talk.thread.pendingInput?.inputs[0]?.question ?? ''))
    } catch (error) {
      this.#hasFailed = true
      if (!running.answer) return error
      conversation.error(strings.cut, () => this.#fetch())
      this.#kit.emit('error', { error })
    } finally {
      this.#end()
    }
    if (this.#isOutdated && !this.running) await this.#fetch()
    return null
  }

  #begin(running) {
    const { conversation, foot } = this.#parts
    this.running = running
    this.#isOutdated = false
    this.#hasFailed = false
    this.#said = null
    this.#kit.isBusy = true
    foot.busy = true
    conversation.progress(this.#kit.strings.thinking)
    conversation.say(this.#kit.strings.thinking)
    this.#kit.emit('response.start')
  }

  #end() {
    const { conversation, foot } = this.#parts
    this.running = null
    this.#kit.isBusy = false
    foot.busy = false
    foot.describe(this.#kit.talk.thread)
    conversation.progress(null)
    conversation.settle()
    this.#kit.emit('response.end')
  }

  #take(event) {
    const { talk } = this.#kit
    const { conversation, foot, header } = this.#parts
    const wasNew = talk.thread.id === null
    const item = talk.thread.apply(event)
    if (event.type === 'thread.item.done' && item?.type === 'user_message') conversation.confirmed()
    const isShown = item && conversation.update(item, event.update)
    if (isShown && item.type !== 'user_message') conversation.progress(null)
    if (item?.type === 'workflow' && event.type === 'thread.item.done') conversation.progress(this.#kit.strings.thinking)
    if (item?.type === 'assistant_message') this.#said = item
    if (item?.type === 'structured_input') foot.describe(talk.thread)
    TELL[event.type]?.(event, this.#kit, this.#parts, this)
    if (event.type === 'thread.created' || event.type === 'thread.updated') {
      header.describe(talk.thread)
      foot.describe(talk.thread)
    }
    if (wasNew && talk.thread.id) this.#kit.emit('thread.change', { threadId: talk.thread.id })
  }

  failed(event) {
    this.#hasFailed = true
    failed(event, this.#kit, this.#parts)
  }

  // An answer may end with a call to the page; what that says begins the next answer.
  async #callPage() {
    const { talk } = this.#kit
    const call = !this.#hasFailed && !this.running && talk.thread.pendingCall
    if (!call) return
    this.#parts.conversation.progress(this.#kit.strings.working)
    const result = await resultOf(call, this.#kit)
    if (talk.thread.pendingCall !== call || this.running) return
    call.status = 'completed'
    await this.send('threads.add_client_tool_output', { thread_id: talk.thread.id, result })
  }

  #again(type, params, shown) {
    if (shown) this.#parts.foot.composer.clear()
    return this.send(type, params, shown)
  }

  #stopped() {
    this.#hasFailed = true
    this.#isOutdated = !stopped(this.#kit, this.#parts)
  }

  #fetch() {
    return this.#kit.talk.open(this.#kit.talk.thread.id)
  }
}

// Events that are no part of the thread.
const TELL = {
  'thread.item.removed': (_, kit, { conversation }) => conversation.prune(kit.talk.thread),
  progress_update: ({ text, icon }, _, { conversation }) => conversation.progress(text, icon),
  notice: (event, _, { conversation }) => conversation.notice(event),
  client_effect: ({ name, data }, kit) => kit.emit('effect', { name, data }),
  stream_options: ({ stream_options }, _, { foot }) => (foot.composer.canStop = stream_options?.allow_cancel !== false),
  error: (event, _, __, turns) => turns.failed(event),
}
