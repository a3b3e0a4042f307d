// The top of the component: the title, the list of threads, a new one, and what the page adds.
import { el } from '../element.js'
import { iconButton } from './copy.js'

export class Header {
  #kit
  #title = el('h2')
  #history
  #fresh
  #start = el('span', { class: 'place' })
  #end = el('span', { class: 'place' })

  constructor(kit, { onHistory, onNew }) {
    this.#kit = kit
    this.#history = iconButton('history', kit.strings.history, onHistory, { 'aria-expanded': 'false' })
    this.#fresh = iconButton('compose', kit.strings.newThread, onNew)
    this.node = el('header', {}, this.#start, el('div', { class: 'title' }, this.#title), this.#history, this.#fresh, this.#end)
  }

  configure() {
    const { header = {}, history = {} } = this.#kit.options
    this.node.hidden = header.enabled === false
    this.#history.hidden = history.enabled === false
    this.#start.replaceChildren(...this.#custom(header.leftAction))
    this.#end.replaceChildren(...this.#custom(header.rightAction))
    this.describe(this.#kit.talk.thread)
  }

  describe({ title }) {
    const { enabled = true, text } = this.#kit.options.header?.title ?? {}
    const shown = enabled ? (text ?? title ?? '') : ''
    this.#title.textContent = shown || this.#kit.strings.chat // the headings of the messages need one above them
    this.#title.classList.toggle('unseen', !shown)
  }

  set isHistoryOpen(isOpen) {
    this.#history.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) this.#history.focus()
  }

  #custom(action) {
    if (!action) return []
    const label = this.#kit.strings[action.icon] ?? action.icon.replaceAll('-', ' ')
    return [iconButton(action.icon, label, () => action.onClick?.())]
  }
}
