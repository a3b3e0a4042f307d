// <chatkit-builtin>: this project's own component, with the methods and events of OpenAI's.
import { el, sheet } from '../element.js'
import { signInCard } from '../sign_in.js'
import { Client } from './client.js'
import { Composer } from './composer.js'
import { Conversation } from './conversation.js'
import { iconButton } from './copy.js'
import { History } from './history.js'
import { Markdown } from './markdown.js'
import { Running } from './running.js'
import { Thread } from './thread.js'
import css from './builtin.css'

const styles = sheet(css)
const PAGE = 20

class ChatKitBuiltin extends HTMLElement {
  /** Set by the host before the options: the site's `strings` and `loginUrl`. */
  site

  #options
  #client
  #thread = new Thread()
  #running = null
  #isOutdated = false
  #title = el('h2', { class: 'title' })
  #composer
  #conversation
  #history
  #historyButton

  // The surface: @openai/chatkit's `OpenAIChatKit`.

  setOptions(options) {
    const isFirst = !this.#options
    this.#options = options
    this.#client = new Client(options.api, this.site.answerUrl)
    if (!isFirst) return this.#refresh()
    this.#build()
    this.#emit('ready')
    this.setThreadId(options.initialThread ?? null).catch(() => this.setThreadId(null))
  }

  async focusComposer() {
    this.#composer.focus()
  }

  async setThreadId(id) {
    if (this.#running) throw new Error(this.site.strings.busy)
    const thread = new Thread()
    this.#isOutdated = false
    let newest = null
    if (id) {
      this.#emit('thread.load.start', { threadId: id })
      const [opened, page] = await Promise.all([
        this.#client.open(id),
        this.#client.call('items.list', { thread_id: id, limit: PAGE, order: 'desc' }),
      ])
      newest = opened
      thread.describe(opened.thread)
      thread.prepend(page)
    }
    this.#thread = thread
    this.#refresh()
    this.#emit('thread.change', { threadId: id })
    if (id) this.#emit('thread.load.end', { threadId: id })
    if (newest) this.#goOn(newest)
  }

  async sendUserMessage({ text, content, reply, newThread }) {
    if (this.#running) throw new Error(this.site.strings.busy)
    if (newThread) await this.setThreadId(null)
    await this.#ask(content ?? [{ type: 'input_text', text }], reply)
  }

  async setComposerValue({ text, content }) {
    this.#composer.text = text ?? (content ?? []).map((part) => part.text).join('')
  }

  async sendCustomAction(action, itemId) {
    const params = { thread_id: this.#thread.id, action, ...(itemId && { item_id: itemId }) }
    await this.#send('threads.custom_action', params)
  }

  async fetchUpdates() {
    if (this.#thread.id && !this.#running) await this.setThreadId(this.#thread.id)
  }

  async showHistory() {
    await this.#history.open(this.#thread.id)
    this.#historyButton.setAttribute('aria-expanded', 'true')
    this.#emit('history.open')
  }

  async hideHistory() {
    if (!this.#history.isOpen) return
    this.#history.close()
    this.#historyButton.setAttribute('aria-expanded', 'false')
    this.#historyButton.focus()
    this.#emit('history.close')
  }

  // Building

  #build() {
    const { strings } = this.site
    const { history = {}, composer = {}, threadItemActions = {} } = this.#options
    this.#composer = new Composer({
      placeholder: composer.placeholder,
      strings,
      onSend: (text) => void this.#ask([{ type: 'input_text', text }]),
      onStop: () => this.#running?.stop(),
    })
    this.#conversation = new Conversation({
      strings,
      actions: {
        ...threadItemActions,
        rate: (item, kind, button) => this.#rate(item, kind, button),
        retry: (item) => this.#retry(this.#thread.questionOf(item)),
      },
      onEarlier: () => this.#loadEarlier(),
      onPrompt: ({ prompt }) => this.#ask(typeof prompt === 'string' ? [{ type: 'input_text', text: prompt }] : prompt),
    })
    this.#history = new History({
      client: this.#client,
      options: history,
      strings,
      onSelect: (id) => this.#switch(id),
      onChange: (id, title) => this.#changed(id, title),
      onClose: () => this.hideHistory(),
    })
    this.#historyButton = iconButton('history', strings.history, () => (this.#history.isOpen ? this.hideHistory() : this.showHistory()), {
      'aria-expanded': 'false',
      hidden: history.enabled === false,
    })
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [styles]
    root.append(this.#head(), this.#history.node, this.#conversation.node, this.#foot())
  }

  #head() {
    const { strings } = this.site
    const { enabled = true, leftAction, rightAction } = this.#options.header ?? {}
    const custom = (action) => action && iconButton(action.icon, strings[action.icon] ?? action.icon, action.onClick)
    const fresh = iconButton('compose', strings.newThread, () => this.#switch(null))
    return el('header', { hidden: !enabled }, custom(leftAction), this.#title, this.#historyButton, fresh, custom(rightAction))
  }

  #foot() {
    const small = el('div', { class: 'disclaimer' })
    const { text } = this.#options.disclaimer ?? {}
    if (text) new Markdown(small, { citation: () => '', strings: this.site.strings }).render(text)
    return el('footer', {}, this.#composer.node, text && small)
  }

  // Shows the thread as it is now.
  #refresh() {
    this.#conversation.show(this.#thread, this.#options.startScreen)
    this.#composer.placeholder = this.#options.composer?.placeholder
    this.#describe()
  }

  #describe() {
    const { status, title } = this.#thread
    this.#title.textContent = title ?? ''
    this.#composer.enabled = status.type === 'active'
    if (status.type !== 'active') this.#conversation.extra(el('p', { class: 'notice' }, status.reason || this.site.strings[status.type]))
  }

  // Doing

  async #ask(content, reply) {
    if (this.#running) return
    const text = content.map((part) => part.text).join('')
    const input = { content, quoted_text: reply ?? '', attachments: [], inference_options: {} }
    this.#conversation.pending(text)
    const { id } = this.#thread
    const refusal = await this.#send(
      id ? 'threads.add_user_message' : 'threads.create',
      id ? { thread_id: id, input } : { input },
    )
    if (!refusal || this.#composer.text) return
    this.#composer.text = text // nothing of it was kept; the person may send it again
  }

  async #retry(question) {
    if (this.#running || !question) return
    this.#conversation.clear() // the old answer stays until the server says that it goes
    await this.#send('threads.retry_after_item', { thread_id: this.#thread.id, item_id: question.id })
  }

  // What the thread's newest answer left to be done: to be followed, or to be told of.
  #goOn({ answer, state }) {
    const { strings } = this.site
    const question = this.#thread.items.findLast((item) => item.type === 'user_message')
    const newest = this.#thread.items.at(-1)
    if (state === 'running') void this.#run((running) => running.resume(answer))
    else if (state === 'stopped') this.#conversation.note(newest, strings.stopped)
    else if (state === 'failed') this.#conversation.error(strings.failed, question && (() => this.#retry(question)))
    else if (state === 'interrupted') this.#conversation.error(strings.interrupted, question && (() => this.#retry(question)))
  }

  // Runs one answer to its end; the refusal, if the server did not take the request.
  async #run(begin) {
    const running = new Running(this.#client)
    this.#running = running
    this.#composer.busy = true
    this.#conversation.progress(this.site.strings.thinking)
    this.#conversation.say(this.site.strings.thinking)
    this.#emit('response.start')
    try {
      for await (const event of begin(running)) this.#take(event)
      if (running.isStopped) this.#stopped()
      else this.#announce()
    } catch (error) {
      if (!running.answer) return error
      this.#conversation.error(this.site.strings.cut, () => this.fetchUpdates())
      this.#emit('error', { error })
    } finally {
      this.#running = null
      this.#composer.busy = false
      this.#conversation.progress(null)
      this.#emit('response.end')
    }
    if (this.#isOutdated) await this.fetchUpdates()
    return null
  }

  // Asks something of the server, and shows why if it does not take it.
  async #send(type, params) {
    const refusal = await this.#run((running) => running.begin(type, params))
    if (refusal) this.#refused(refusal, () => this.#again(type, params))
    return refusal
  }

  #take(event) {
    const wasNew = this.#thread.id === null
    const item = this.#thread.apply(event)
    if (event.type === 'thread.item.done' && item.type === 'user_message') this.#conversation.confirmed()
    if (item) this.#conversation.update(item)
    if (item?.type === 'assistant_message') this.#conversation.progress(null)
    if (event.type === 'thread.item.removed') this.#conversation.prune(this.#thread)
    if (event.type === 'progress_update') this.#conversation.progress(event.text)
    if (event.type === 'error') this.#failed(event)
    if (event.type === 'notice') this.#conversation.extra(this.#notice(event))
    if (event.type === 'client_effect') this.#emit('effect', { name: event.name, data: event.data })
    if (event.type === 'thread.created' || event.type === 'thread.updated') this.#describe()
    if (wasNew && this.#thread.id) this.#emit('thread.change', { threadId: this.#thread.id })
  }

  #failed({ message, allow_retry }) {
    const question = this.#thread.items.findLast((item) => item.type === 'user_message')
    this.#conversation.error(message, allow_retry && question && (() => this.#retry(question)))
    this.#emit('error', { error: new Error(message || this.site.strings.broken) })
  }

  #refused(refusal, again) {
    this.#conversation.clear()
    if (!this.#thread.items.length) this.#refresh()
    if (refusal.status === 401) this.#conversation.extra(signInCard(this.site))
    else this.#conversation.error(refusal.message || this.site.strings.offline, again)
    this.#emit('error', { error: refusal })
  }

  #again(type, params) {
    this.#composer.text = ''
    const text = params.input?.content.map((part) => part.text).join('')
    if (text) this.#conversation.pending(text)
    else this.#conversation.clear()
    return this.#send(type, params)
  }

  #stopped() {
    const newest = this.#thread.items.at(-1)
    this.#conversation.say(this.site.strings.stopped)
    if (newest?.type === 'assistant_message') this.#conversation.note(newest, this.site.strings.stopped)
    else this.#isOutdated = true // nothing was said that could carry the note
  }

  #announce() {
    const newest = this.#thread.items.at(-1)
    if (newest?.type === 'assistant_message') this.#conversation.say(newest.content.map((part) => part.text).join(''))
  }

  #notice({ level, message, title }) {
    const body = el('div')
    new Markdown(body, { citation: () => '', strings: this.site.strings }).render(message)
    return el('div', { class: `notice ${level}`, role: 'status' }, title && el('strong', {}, title), body)
  }

  async #loadEarlier() {
    const { id, earlier } = this.#thread
    this.#thread.prepend(await this.#client.call('items.list', { thread_id: id, limit: PAGE, order: 'desc', after: earlier }))
    this.#conversation.prepend(this.#thread)
  }

  async #rate(item, kind, button) {
    await this.#client.call('items.feedback', { thread_id: this.#thread.id, item_ids: [item.id], kind })
    for (const other of button.parentElement.querySelectorAll('[data-kind]')) {
      other.setAttribute('aria-pressed', String(other === button))
    }
    this.#conversation.say(this.site.strings.thanks)
  }

  async #switch(id) {
    this.#running?.leave()
    while (this.#running) await new Promise((resolve) => setTimeout(resolve, 10))
    try {
      await this.setThreadId(id)
    } catch (refusal) {
      this.#conversation.error(refusal.message || this.site.strings.offline)
    }
    await this.hideHistory()
    this.#composer.focus()
  }

  #changed(id, title) {
    if (id !== this.#thread.id) return
    if (title === null) return void this.setThreadId(null)
    this.#thread.title = title
    this.#title.textContent = title
  }

  #emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`chatkit.${name}`, { detail }))
  }
}

if (!customElements.get('chatkit-builtin')) customElements.define('chatkit-builtin', ChatKitBuiltin)
