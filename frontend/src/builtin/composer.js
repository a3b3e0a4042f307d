// Where the person writes. Enter sends, Shift and Enter makes a new line; what was not sent stays for the next visit.
import { el } from '../element.js'
import { icon } from '../icons.js'

const DRAFT = 'chatkit.draft'
const DOUBLE_CLICK = 500 // ms in which a second click on Send is not a click on Stop

export class Composer {
  #field
  #button
  #strings
  #isBusy = false
  #sentAt = 0

  /** `onSend(text)` returns false to keep the text; `onStop()` ends the running answer. */
  constructor({ onSend, onStop, placeholder, strings }) {
    this.#strings = strings
    this.#field = el('textarea', {
      rows: 1,
      placeholder: placeholder ?? strings.placeholder,
      'aria-label': strings.message,
      value: sessionStorage.getItem(DRAFT) ?? '',
      oninput: () => this.#changed(),
      onkeydown: (event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
        event.preventDefault()
        if (!this.#isBusy) this.node.requestSubmit()
      },
    })
    this.#button = el('button', { type: 'submit', class: 'send' })
    this.node = el('form', { class: 'composer' }, this.#field, this.#button)
    this.node.addEventListener('submit', (event) => {
      event.preventDefault()
      if (this.#isBusy) return void (Date.now() - this.#sentAt > DOUBLE_CLICK && onStop())
      this.#sentAt = Date.now()
      if (this.text.trim() && onSend(this.text.trim()) !== false) this.text = ''
    })
    this.#changed()
  }

  get text() {
    return this.#field.value
  }

  set text(value) {
    this.#field.value = value
    this.#changed()
  }

  set placeholder(value) {
    this.#field.placeholder = value ?? this.#strings.placeholder
  }

  /** While an answer runs the button stops it. */
  set busy(isBusy) {
    this.#isBusy = isBusy
    this.#changed()
  }

  set enabled(isEnabled) {
    this.#field.disabled = !isEnabled
    this.#changed()
  }

  focus() {
    this.#field.focus()
  }

  #changed() {
    const label = this.#isBusy ? this.#strings.stop : this.#strings.send
    this.#button.replaceChildren(icon(this.#isBusy ? 'stop' : 'send'))
    this.#button.setAttribute('aria-label', label)
    this.#button.title = label
    this.#button.disabled = this.#field.disabled || (!this.#isBusy && !this.text.trim())
    if (this.text) sessionStorage.setItem(DRAFT, this.text)
    else sessionStorage.removeItem(DRAFT)
    // `field-sizing: content` does this where the browser knows it.
    this.#field.style.height = 'auto'
    if (!CSS.supports('field-sizing', 'content')) this.#field.style.height = `${this.#field.scrollHeight}px`
  }
}
