// The chip "Using this page", with its switch: what the page says of itself goes along with a question, or does not.
import { el } from '../element.js'
import { pageOf } from './page.js'
import { dress } from './styles.js'

const OFF = 'chatkit.page.off'

export class UsingThisPage {
  #host
  #config
  #button

  constructor(host, config) {
    this.#host = host
    this.#config = config
    dress(host)
    const { usingPage } = config.strings
    this.#button = el('button', { type: 'button', class: 'using', role: 'switch', onclick: () => this.#toggle() }, usingPage)
    this.#show()
  }

  get nodes() {
    return this.#saysAnything ? [this.#button] : []
  }

  get metadata() {
    const page = this.#isOn && this.#saysAnything ? pageOf(this.#host) : null
    return page ? { page } : {}
  }

  /** What is selected, unless the page is not to be used. */
  get selection() {
    return this.#isOn ? (pageOf(this.#host)?.selection ?? '') : ''
  }

  // A chat on a page of its own has no page to speak of, unless the site describes one.
  get #saysAnything() {
    const isDescribed = document.querySelector('chatkit-page') !== null
    return (this.#config.mode === 'docked' || isDescribed) && pageOf(this.#host) !== null
  }

  get #isOn() {
    return localStorage.getItem(OFF) === null
  }

  #toggle() {
    if (this.#isOn) localStorage.setItem(OFF, '1')
    else localStorage.removeItem(OFF)
    this.#show()
  }

  #show() {
    this.#button.setAttribute('aria-checked', String(this.#isOn))
  }
}
