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

  /** Opens the panel again that was open on the page before. */
  restore() {
    if (sessionStorage.getItem(OPEN)) this.open({ focus: false })
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
    this.#onOpen()
    if (focus) this.#focus()
  }

  close() {
    if (!this.isOpen) return
    this.#show(false)
    this.#button.focus()
  }

  #focus() {
    const signIn = this.body.querySelector('a')
    if (signIn) signIn.focus()
    else this.#host.focusComposer()
  }

  #show(isOpen) {
    this.#panel.hidden = !isOpen
    this.#button.setAttribute('aria-expanded', String(isOpen))
    this.#host.toggleAttribute('open', isOpen)
    if (isOpen) sessionStorage.setItem(OPEN, '1')
    else sessionStorage.removeItem(OPEN)
  }
}
