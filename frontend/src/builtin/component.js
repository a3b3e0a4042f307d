// <chatkit-builtin>: this project's own component, with the methods and events of OpenAI's.
import { sheet } from '../element.js'
import { Client } from './client.js'
import { Conversation } from './conversation.js'
import { Foot } from './foot.js'
import { Header } from './header.js'
import { History } from './history.js'
import { Kit } from './kit.js'
import { contentOf } from './start.js'
import { Talk } from './talk.js'
import { Theme } from './theme.js'
import base from './styles/base.css'
import composer from './styles/composer.css'
import messages from './styles/messages.css'
import widgets from './styles/widgets.css'
import work from './styles/work.css'

const styles = [base, messages, work, widgets, composer].map(sheet)

class ChatKitBuiltin extends HTMLElement {
  /** Set by the host before the options: the site's `strings` and `loginUrl`. */
  site

  #kit = new Kit(this)
  #theme = new Theme()
  #talk
  #header
  #conversation
  #foot
  #history

  // The surface: @openai/chatkit's `OpenAIChatKit`.

  setOptions(options) {
    const isFirst = !this.shadowRoot
    this.#kit.options = options
    this.#kit.client = new Client(options.api, this.site.answerUrl)
    if (isFirst) this.#build()
    this.#configure()
    if (!isFirst) return void (this.#kit.isBusy || this.#talk.refresh()) // what is shown may look otherwise now
    this.#kit.emit('ready')
    // Somebody may have asked already, while a thread was looked for that is gone.
    this.setThreadId(options.initialThread ?? null).catch(() => this.#talk.isRunning || this.setThreadId(null))
  }

  async focusComposer() {
    this.#foot.focus()
  }

  async setThreadId(id) {
    await this.#talk.open(id)
  }

  async sendUserMessage({ text = '', content, reply, attachments, newThread, toolChoice, model }) {
    this.#talk.free()
    if (newThread) await this.setThreadId(null)
    const chosen = this.#foot.composer.inference
    const inference_options = { ...chosen, ...(toolChoice && { tool_choice: { id: toolChoice.id } }), ...(model && { model }) }
    await this.#talk.ask({ content: contentOf(content ?? text), reply, attachments, inference_options })
  }

  async setComposerValue(value) {
    this.#foot.composer.fill({ ...value, ...(value.content && { content: contentOf(value.content) }) })
  }

  async sendCustomAction(action, itemId) {
    this.#talk.free()
    await this.#talk.send('threads.custom_action', { thread_id: this.#talk.thread.id, action, ...(itemId && { item_id: itemId }) })
  }

  async fetchUpdates() {
    if (this.#talk.thread.id && !this.#talk.isRunning) await this.setThreadId(this.#talk.thread.id)
  }

  async showHistory() {
    await this.#history.open(this.#talk.thread.id)
    this.#header.isHistoryOpen = true
    this.#kit.emit('history.open')
  }

  async hideHistory() {
    if (!this.#history.isOpen) return
    this.#history.close()
    this.#header.isHistoryOpen = false
    this.#kit.emit('history.close')
  }

  // Building

  #build() {
    const kit = this.#kit
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [...styles, this.#theme.sheet]
    this.#header = new Header(kit, {
      onHistory: () => (this.#history.isOpen ? this.hideHistory() : this.showHistory()),
      onNew: () => this.#switch(null),
    })
    this.#conversation = new Conversation(kit)
    this.#foot = new Foot(kit)
    this.#talk = new Talk(kit, { conversation: this.#conversation, foot: this.#foot, header: this.#header })
    this.#history = new History(kit, { onSelect: (id) => this.#switch(id), onClose: () => this.hideHistory() })
    root.append(this.#header.node, this.#history.node, this.#conversation.node, this.#foot.node)
  }

  #configure() {
    this.#theme.apply(this.#kit.options.theme)
    this.dir = this.#kit.direction
    this.role = 'group'
    this.ariaLabel = this.#kit.options.frameTitle ?? this.site.strings.chat
    this.#header.configure()
    this.#foot.configure()
  }

  async #switch(id) {
    await this.#talk.switchTo(id)
    await this.hideHistory()
    this.#foot.focus()
  }
}

if (!customElements.get('chatkit-builtin')) customElements.define('chatkit-builtin', ChatKitBuiltin)
