// The list of a person's threads: switch, rename, delete.
import { el } from '../element.js'
import { iconButton } from './copy.js'

export class History {
  #kit
  #strings
  #list = el('ul', { class: 'threads' })
  #more
  #current = null
  #asked
  #onSelect

  /** `onSelect(id)` when the person chose one, `onClose()`. */
  constructor(kit, { onSelect, onClose }) {
    const { strings } = kit
    this.#kit = kit
    this.#strings = strings
    this.#onSelect = onSelect
    this.#more = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.#load(this.#more.value) }, strings.more)
    const head = el('div', { class: 'history-head' }, el('h2', {}, strings.history), iconButton('close', strings.closeHistory, onClose))
    this.node = el('section', { class: 'history', 'aria-label': strings.history, hidden: true, tabIndex: -1 }, head, this.#list, this.#more)
    this.node.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      onClose()
    })
  }

  get isOpen() {
    return !this.node.hidden
  }

  async open(current) {
    this.#current = current
    this.node.hidden = false
    this.node.focus()
    await this.#load()
  }

  close() {
    this.node.hidden = true
  }

  async #load(after) {
    const asked = (this.#asked = {})
    this.#more.hidden = true
    if (!after) this.#list.replaceChildren()
    try {
      const page = await this.#kit.client.call('threads.list', { limit: 20, order: 'desc', ...(after && { after }) })
      if (asked !== this.#asked) return // it was opened again since
      this.#list.append(...page.data.map((thread) => this.#row(thread)))
      this.#more.hidden = !page.has_more
      this.#more.value = page.after ?? ''
    } catch (refusal) {
      this.#say(refusal.message || this.#strings.offline)
      return
    }
    if (!this.#list.children.length) this.#say(this.#strings.noThreads)
  }

  #say(sentence) {
    this.#list.append(el('li', { class: 'nothing' }, sentence))
  }

  #row(thread) {
    const title = thread.title || this.#strings.untitled
    const isCurrent = thread.id === this.#current
    const open = el('button', { type: 'button', class: 'open', onclick: () => this.#onSelect(thread.id) }, title)
    if (isCurrent) open.setAttribute('aria-current', 'true')
    const { showRename = true, showDelete = true } = this.#kit.options.history ?? {}
    const row = el(
      'li',
      {},
      open,
      showRename && iconButton('rename', `${this.#strings.rename}: ${title}`, () => this.#rename(row, thread)),
      showDelete && iconButton('trash', `${this.#strings.remove}: ${title}`, () => this.#confirm(row, thread)),
    )
    return row
  }

  #rename(row, thread) {
    const field = el('input', { type: 'text', value: thread.title ?? '', maxLength: 200, 'aria-label': this.#strings.newName })
    const back = () => this.#swap(row, thread)
    const form = el('form', { class: 'rename' }, field, el('button', { type: 'submit', class: 'again' }, this.#strings.save))
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      const title = field.value.trim()
      if (!title) return back()
      await this.#do(row, async () => {
        const renamed = await this.#kit.client.call('threads.update', { thread_id: thread.id, title })
        this.#kit.talk.renamed(thread.id, renamed.title)
        this.#swap(row, renamed)
      })
    })
    onEscape(form, back)
    row.replaceChildren(form)
    field.select()
  }

  #confirm(row, thread) {
    const back = () => this.#swap(row, thread)
    const yes = el('button', { type: 'button', class: 'again danger' }, this.#strings.remove)
    yes.addEventListener('click', () =>
      this.#do(row, async () => {
        await this.#kit.client.call('threads.delete', { thread_id: thread.id })
        const next = row.nextElementSibling ?? row.previousElementSibling
        row.remove()
        ;(next?.querySelector('.open') ?? this.node).focus()
        this.#kit.talk.renamed(thread.id, null)
        if (!this.#list.children.length) this.#say(this.#strings.noThreads)
      }),
    )
    const no = el('button', { type: 'button', class: 'again', onclick: back }, this.#strings.cancel)
    const form = el('div', { class: 'rename' }, el('span', {}, this.#strings.removeThis), yes, no)
    onEscape(form, back)
    row.replaceChildren(form)
    no.focus()
  }

  #swap(row, thread) {
    const fresh = this.#row(thread)
    row.replaceWith(fresh)
    fresh.querySelector('.open').focus()
  }

  async #do(row, work) {
    try {
      await work()
    } catch (refusal) {
      row.replaceChildren(el('span', { class: 'nothing', role: 'alert' }, refusal.message || this.#strings.offline))
    }
  }
}

function onEscape(node, back) {
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    back()
  })
}
