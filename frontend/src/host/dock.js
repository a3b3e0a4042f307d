// The docked chat: a button in the corner of the page that opens a panel. It traps nothing and moves nothing.
import { CHAT, CLOSE, drawn } from '../drawing.js'
import { el } from '../element.js'

const OPEN = 'chatkit.dock.open'

export class Dock {
  #host
  #button
  #panel
  #onOpen
  body = el('div', { class: 'body' })

  /** `onOpen(focus)` fills it, and puts the focus there if a person opened it. */
  constructor(host, { strings }, onOpen) {
    this.#host = host
    this.#onOpen = onOpen
    this.#button = el(
      'button',
      { type: 'button', class: 'launcher', 'aria-expanded': 'false', 'aria-controls': 'panel', onclick: () => this.toggle() },
      drawn(CHAT),
      el('span', {}, strings.open),
    )
    const close = el(
      'button',
      { type: 'button', class: 'close', 'aria-label': strings.close, title: strings.close, onclick: () => this.close() },
      drawn(CLOSE),
    )
    this.#panel = el('section', { id: 'panel', class: 'panel', 'aria-label': strings.chat, hidden: true }, close, this.body)
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.close()
    })
    host.shadowRoot.append(this.#panel, this.#button)
  }

  /** Opens the panel again that was open on the page before; not on a phone, where it would hide the page. */
  restore() {
    if (sessionStorage.getItem(OPEN) && matchMedia('(width > 480px)').matches) this.open({ focus: false })
  }

  get isOpen() {
    return !this.#panel.hidden
  }

  toggle() {
    if (this.isOpen) this.close()
    else this.open()
  }

  open({ focus = true } = {}) {
    if (this.isOpen) return
    this.#show(true)
    this.#onOpen(focus)
  }

  close() {
    if (!this.isOpen) return
    this.#show(false)
    this.#button.focus()
  }

  #show(isOpen) {
    this.#panel.hidden = !isOpen
    this.#button.setAttribute('aria-expanded', String(isOpen))
    this.#host.toggleAttribute('open', isOpen)
    if (isOpen) sessionStorage.setItem(OPEN, '1')
    else sessionStorage.removeItem(OPEN)
  }
}
