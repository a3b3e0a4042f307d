// <chatkit-host>: the one handle that a page has, whichever component stands behind it. Small, because it is on every
// page; what speaks to the server is fetched when somebody opens the chat.
import { el, sheet } from '../element.js'
import { deepLink } from './deep_link.js'
import { Dock } from './dock.js'
import { EVENTS, METHODS } from './surface.js'
import css from './host.css'

const styles = sheet(css)

class ChatKitHost extends HTMLElement {
  #config
  #component
  #options
  #queue = []
  #dock
  #loading
  #failure
  #wire
  #ask
  #registered = { tools: new Map(), effects: new Map() }

  connectedCallback() {
    this.#ask?.watch()
    this.#wire?.resume()
    if (this.shadowRoot) return
    this.#config = JSON.parse(this.querySelector('script[type="application/json"]').textContent)
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [styles]
    this.#options = this.#config.options
    if (this.#config.mode === 'docked') {
      this.#dock = new Dock(this, this.#config, (focus) => this.#load(focus))
      this.#dock.restore()
    } else this.#load()
    document.addEventListener('selectionchange', () => this.#offerToAsk(), { once: true })
    if (this.#config.signedIn) deepLink(this).catch(() => {}) // the page says what is wrong
  }

  // A navigation that keeps the element (htmx, Turbo) takes it out of the page for a moment only.
  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected) return
      this.#reject(new Error('<chatkit-host> is gone.'))
      this.#ask?.unwatch()
      this.#wire?.pause()
    })
  }

  /** Opens the docked panel; a chat on a page of its own is always open. */
  open() {
    this.#dock?.open()
  }

  close() {
    this.#dock?.close()
  }

  /** Lets the assistant call a tool that the server knows by this name: `answer(params)` returns an object. */
  registerTool(name, answer) {
    this.#registered.tools.set(name, answer)
  }

  /** Lets the assistant show an effect that the server knows by this name. */
  registerEffect(name, show) {
    this.#registered.effects.set(name, show)
  }

  setOptions(options) {
    this.#options = { ...this.#options, ...options }
    this.#component?.setOptions(this.#complete(this.#component))
  }

  #code() {
    return import(this.#config.wireUrl)
  }

  // Whoever selects something may want to ask about it.
  async #offerToAsk() {
    const { AskButton } = await this.#code()
    this.#ask = new AskButton(this, this.#config.strings)
  }

  async #load(focus) {
    const link = await (this.#loading ??= this.#start())
    if (!focus) return
    if (link) link.focus()
    else if (this.#component) this.focusComposer()
  }

  // The way to sign in, for somebody who has to.
  async #start() {
    this.#say(this.#config.strings.loading)
    try {
      const { Wire, welcome } = await this.#code()
      if (!this.#config.signedIn) {
        this.#reject((this.#failure = new Error(this.#config.strings.signIn)))
        return welcome(this, this.#config, this.#place)
      }
      this.#wire = new Wire(this, this.#config, this.#registered)
      this.#use(await this.#wire.choose((element) => this.#mount(element)))
    } catch (error) {
      this.#emit('chatkit.error', { error })
      this.#say(this.#config.strings.unavailable)
      this.#reject((this.#failure = error))
    }
  }

  // Whoever waits for a component that will not come is told.
  #reject(error) {
    for (const { reject } of this.#queue.splice(0)) reject(error)
  }

  // Puts a component into its place and gives it its options; it may still turn out to be of no use.
  #mount(element) {
    this.#place.replaceChildren(element, ...this.#wire.beside)
    for (const name of EVENTS) {
      element.addEventListener(name, ({ detail }) => {
        this.#wire.heard(name, detail)
        this.#emit(name, detail)
      })
    }
    element.setOptions(this.#complete(element))
    return element
  }

  #use(element) {
    this.#component = element
    this.toggleAttribute('filled', true)
    for (const { method, values, resolve } of this.#queue.splice(0)) resolve(element[method](...values))
    this.#wire.use(element)
  }

  #complete(element) {
    const close = this.#dock && { header: { ...this.#options.header, rightAction: { icon: 'close', onClick: () => this.close() } } }
    return this.#wire.complete({ ...this.#options, ...close }, element)
  }

  get #place() {
    return this.#dock?.body ?? this.shadowRoot
  }

  // A word of patience, until a component stands there.
  #say(sentence) {
    this.#place.replaceChildren(el('p', { class: 'status', role: 'status' }, sentence))
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }

  async invoke(method, ...values) {
    if (this.#component) return this.#component[method](...values)
    this.open()
    if (this.#failure) throw this.#failure
    return new Promise((resolve, reject) => this.#queue.push({ method, values, resolve, reject }))
  }
}

for (const method of METHODS) {
  ChatKitHost.prototype[method] = function (...values) {
    return this.invoke(method, ...values)
  }
}

if (!customElements.get('chatkit-host')) customElements.define('chatkit-host', ChatKitHost)
