// The text that is being written. It is a plain text area; a tag in it is a name after an @, with a light ground behind.
import { el } from '../../element.js'

const DRAFT = 'chatkit.draft'

export class Field {
  area
  #mirror = el('div', { class: 'mirror', 'aria-hidden': 'true' })
  #tags = new Map() // by their names
  #onChange

  /** `onChange()` after each change, `onEnter()` to send. */
  constructor(kit, { onChange, onEnter }) {
    this.#onChange = onChange
    this.area = el('textarea', {
      rows: 1,
      'aria-label': kit.strings.message,
      oninput: () => this.#changed(),
      onscroll: () => (this.#mirror.scrollTop = this.area.scrollTop),
      onkeydown: (event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.defaultPrevented) return
        event.preventDefault()
        onEnter()
      },
    })
    this.node = el('div', { class: 'entry' }, this.#mirror, this.area)
    this.#restore()
  }

  get text() {
    return this.area.value
  }

  /** The parts of the message: texts and tags, without what surrounds them. */
  get content() {
    const parts = this.#parts(this.text.trim())
    return parts.length ? parts : [{ type: 'input_text', text: '' }]
  }

  set content(parts) {
    this.#tags.clear()
    for (const part of parts) if (part.type === 'input_tag') this.#tags.set(part.text, part)
    this.area.value = parts.map((part) => (part.type === 'input_tag' ? `@${part.text}` : part.text)).join('')
    this.#changed()
  }

  set placeholder(value) {
    this.area.placeholder = value
  }

  get caret() {
    return this.area.selectionStart
  }

  focus() {
    this.area.focus()
  }

  /** Types something at the caret, as the person would. */
  type(text) {
    this.focus()
    const before = this.text.slice(0, this.caret)
    this.replace(this.caret, (before && !/\s$/.test(before) ? ' ' : '') + text)
    this.area.dispatchEvent(new InputEvent('input'))
  }

  /** Puts a text in the place of what stands between a place and the caret. */
  replace(from, text) {
    this.area.setRangeText(text, from, this.caret, 'end')
    this.focus()
    this.#changed()
  }

  /** Puts a tag there, for an entity of the page. */
  insertTag(from, { id, title, group, interactive = false, data = {} }) {
    this.#tags.set(title, { type: 'input_tag', id, text: title, data, ...(group && { group }), interactive })
    this.replace(from, `@${title} `)
  }

  #parts(text) {
    const names = [...this.#tags.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[^\w\s]/g, '\\$&'))
    if (!names.length) return text ? [{ type: 'input_text', text }] : []
    return text
      .split(new RegExp(`@(${names.join('|')})`))
      .map((part, place) => (place % 2 ? this.#tags.get(part) : { type: 'input_text', text: part }))
      .filter((part) => part.text)
  }

  #changed() {
    const parts = this.#parts(this.text)
    this.#mirror.replaceChildren(
      ...parts.map((part) => (part.type === 'input_tag' ? el('mark', {}, `@${part.text}`) : part.text)),
      '\u200b',
    )
    if (this.text) sessionStorage.setItem(DRAFT, JSON.stringify(parts))
    else sessionStorage.removeItem(DRAFT)
    this.#onChange()
  }

  #restore() {
    try {
      const parts = JSON.parse(sessionStorage.getItem(DRAFT) ?? '[]')
      queueMicrotask(() => this.text || (this.content = parts))
    } catch {
      sessionStorage.removeItem(DRAFT)
    }
  }
}
