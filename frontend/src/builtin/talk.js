// The open thread: what is asked in it and what is done with it. How an answer runs is turn.js.
import { Thread } from './thread.js'
import { Turns } from './turn.js'

const PAGE = 20

export class Talk {
  thread = new Thread()
  #kit
  #parts
  #turns
  #opening
  #loading = null

  /** `parts`: `{ conversation, foot, header }`. */
  constructor(kit, parts) {
    this.#kit = kit
    this.#parts = parts
    this.#turns = new Turns(kit, parts)
    kit.talk = this
  }

  get isRunning() {
    return this.#turns.running !== null
  }

  stop() {
    this.#turns.running?.stop()
  }

  /** Shows a thread, or an empty one for `null`. Throws a `Refusal`. */
  async open(id) {
    const loading = (this.#loading = this.#open(id))
    try {
      await loading
    } finally {
      if (this.#loading === loading) this.#loading = null
    }
  }

  async #open(id) {
    this.free()
    const opening = (this.#opening = {})
    const thread = new Thread()
    let newest = null
    if (id) {
      this.#kit.emit('thread.load.start', { threadId: id })
      const [opened, page] = await Promise.all([
        this.#kit.client.open(id),
        this.#kit.client.call('items.list', { thread_id: id, limit: PAGE, order: 'desc' }),
      ])
      if (this.#opening !== opening) return // another was opened since
      newest = opened
      thread.describe(opened.thread)
      thread.prepend(page)
    }
    this.thread = thread
    this.refresh()
    this.#kit.emit('thread.change', { threadId: id })
    if (id) this.#kit.emit('thread.load.end', { threadId: id })
    if (newest) this.#turns.goOn(newest)
  }

  /** Leaves the answer that runs, which goes on without us, and opens another thread. */
  async switchTo(id) {
    this.#turns.running?.leave()
    while (this.isRunning) await new Promise((resolve) => setTimeout(resolve, 10))
    await this.#try(() => this.open(id))
  }

  // What the server refuses, or does not hear, is told to the person.
  async #try(work) {
    try {
      await work()
    } catch (refusal) {
      this.#parts.conversation.error(refusal.message || this.#kit.strings.offline)
    }
  }

  refresh() {
    const { conversation, header, foot } = this.#parts
    conversation.show(this.thread)
    header.describe(this.thread)
    foot.describe(this.thread)
  }

  /** Throws if an answer runs: the page must wait for `chatkit.response.end`. */
  free() {
    if (this.isRunning) throw new Error(this.#kit.strings.busy)
  }

  /** Asks. `message` is `{ content, reply?, attachments?, inference_options? }`. */
  async ask(message) {
    if (this.#loading) await this.#loading.catch(() => {}) // what is asked is meant for the thread that comes
    if (this.isRunning) return
    const { content, reply = '', attachments = [], inference_options = this.#parts.foot.composer.inference } = message
    const input = { content, quoted_text: reply, attachments: attachments.map(({ id }) => id), inference_options }
    const shown = { content, quoted_text: reply, attachments }
    const { id } = this.thread
    const refusal = await this.#turns.send(
      id ? 'threads.add_user_message' : 'threads.create',
      id ? { thread_id: id, input } : { input },
      shown,
    )
    // Nothing of it was kept; the person may send it again.
    if (refusal && this.#parts.foot.composer.isEmpty) this.#parts.foot.composer.fill({ content, reply, attachments })
  }

  async retry(question) {
    if (this.isRunning || !question) return
    // The old answer stays until the server says that it goes.
    await this.#turns.send('threads.retry_after_item', { thread_id: this.thread.id, item_id: question.id })
  }

  /** Answers the questions of an item, or skips them. */
  async answer(item, input) {
    await this.#turns.send('threads.add_structured_input', { thread_id: this.thread.id, item_id: item.id, input })
    this.#parts.foot.describe(this.thread)
  }

  /** Does what a component of a widget wants: in the page, at once, or as an answer. */
  async act({ handler = 'server', streaming = true, type, payload }, item) {
    const action = { type, ...(payload !== undefined && { payload }) }
    if (handler === 'client') return void (await this.#kit.options.widgets?.onAction?.(action, item))
    const params = { thread_id: this.thread.id, item_id: item.id, action }
    if (streaming !== false) return void (await this.send('threads.custom_action', params))
    await this.#try(async () => {
      const { updated_item } = await this.#kit.client.call('threads.sync_custom_action', params)
      if (updated_item) this.#parts.conversation.update(this.thread.put(updated_item))
    })
  }

  /** Sends a request that is answered by a stream, unless one runs: then the person is told. */
  async send(type, params) {
    if (this.isRunning) return void this.#parts.conversation.notice({ level: 'info', message: this.#kit.strings.busy })
    await this.#turns.send(type, params)
  }

  async loadEarlier() {
    const { thread } = this
    await this.#try(async () => {
      thread.prepend(await this.#kit.client.call('items.list', { thread_id: thread.id, limit: PAGE, order: 'desc', after: thread.earlier }))
      if (thread === this.thread) this.#parts.conversation.prepend(thread)
    })
  }

  async rate(item, kind, button) {
    await this.#try(async () => {
      await this.#kit.client.call('items.feedback', { thread_id: this.thread.id, item_ids: [item.id], kind })
      for (const other of button.parentElement.querySelectorAll('[data-kind]')) {
        other.setAttribute('aria-pressed', String(other === button))
      }
      this.#parts.conversation.say(this.#kit.strings.thanks)
    })
  }

  /** Another name for a thread, or the end of it (`title` null). */
  renamed(id, title) {
    if (id !== this.thread.id) return
    if (title === null) return void this.open(null)
    this.thread.title = title
    this.#parts.header.describe(this.thread)
  }
}
