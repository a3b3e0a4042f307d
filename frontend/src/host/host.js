// <chatkit-host>: the one handle that a page has, whichever component stands behind it.
import { el, sheet } from '../element.js'
import { signInCard } from '../sign_in.js'
import { EVENTS, METHODS } from './surface.js'
import { loadBuiltin, loadOpenAI } from './components.js'
import { untilSettled, wireFetch } from './fetch.js'
import { mentions } from './mentions.js'
import { Offers } from './offers.js'
import { pageOf } from './page.js'
import { Dock } from './dock.js'
import css from './host.css'

const styles = sheet(css)

class ChatKitHost extends HTMLElement {
  #config
  #component
  #options
  #queue = []
  #dock
  #loading
  #awaited
  #offers = new Offers(this)

  connectedCallback() {
    if (this.shadowRoot) return
    this.#config = JSON.parse(this.querySelector('script[type="application/json"]').textContent)
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [styles]
    this.#options = this.#config.options
    if (this.#config.mode !== 'docked') return this.#load()
    this.#dock = new Dock(this, this.#config, () => this.#load())
    this.#dock.restore()
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
    this.#offers.addTool(name, answer)
  }

  /** Lets the assistant show an effect that the server knows by this name. */
  registerEffect(name, show) {
    this.#offers.addEffect(name, show)
  }

  setOptions(options) {
    this.#options = { ...this.#options, ...options }
    this.#component?.setOptions(this.#complete())
  }

  #load() {
    this.#loading ??= this.#start()
  }

  async #start() {
    if (!this.#config.signedIn) return this.#place.replaceChildren(signInCard(this.#config))
    this.#say(this.#config.strings.loading)
    try {
      this.#use(await this.#choose())
    } catch (error) {
      this.dispatchEvent(new CustomEvent('chatkit.error', { detail: { error } }))
      this.#say(this.#config.strings.unavailable)
    }
  }

  async #choose() {
    const { ui } = this.#config
    if (ui !== 'builtin') {
      try {
        return await loadOpenAI(this.#config, (element) => this.#mount(element))
      } catch (error) {
        if (ui === 'openai') throw error
      }
    }
    const element = await loadBuiltin(this.#config)
    element.site = this.#config
    return this.#mount(element)
  }

  // Puts a component into its place and gives it its options; it may still turn out to be of no use.
  #mount(element) {
    this.#place.replaceChildren(element)
    for (const name of EVENTS) {
      element.addEventListener(name, (event) => {
        if (name === 'chatkit.thread.change') remember(this.#config, event.detail.threadId)
        if (name === 'chatkit.effect') this.#offers.show(event.detail)
        this.dispatchEvent(new CustomEvent(name, { detail: event.detail }))
      })
    }
    element.setOptions(this.#complete())
    return element
  }

  #use(element) {
    this.#component = element
    this.toggleAttribute('filled', true)
    for (const { method, values, resolve } of this.#queue.splice(0)) resolve(element[method](...values))
  }

  #complete() {
    const fetch = wireFetch(this.#config, { onRunning: (answer) => this.#await(answer), metadata: () => this.#metadata() })
    const api = { ...this.#options.api, fetch }
    const close = this.#dock && { header: { ...this.#options.header, rightAction: { icon: 'close', onClick: () => this.close() } } }
    const entities = mentions({ ...this.#config, options: this.#options })
    const onClientTool = (call) => this.#offers.answer(call)
    return { initialThread: remembered(this.#config), onClientTool, ...this.#options, ...close, ...(entities && { entities }), api }
  }

  #metadata() {
    const page = pageOf(this)
    return { ...(page && { page }), offers: this.#offers.metadata }
  }

  // OpenAI's component shows what was stored of a running answer, and does not know that there is more to come.
  async #await(answer) {
    if (this.#component?.localName !== 'openai-chatkit' || this.#awaited === answer) return
    this.#awaited = answer
    await untilSettled(this.#config, answer).catch(() => {})
    await this.#component.fetchUpdates()
  }

  get #place() {
    return this.#dock?.body ?? this.shadowRoot
  }

  // A word of patience, until a component stands there.
  #say(sentence) {
    this.#place.replaceChildren(el('p', { class: 'status', role: 'status' }, sentence))
  }

  async invoke(method, ...values) {
    if (this.#component) return this.#component[method](...values)
    this.open()
    return new Promise((resolve) => this.#queue.push({ method, values, resolve }))
  }
}

for (const method of METHODS) {
  ChatKitHost.prototype[method] = function (...values) {
    return this.invoke(method, ...values)
  }
}

// The open thread is this tab's own affair.
function remember({ options }, threadId) {
  if (threadId) sessionStorage.setItem(`chatkit.thread:${options.api.url}`, threadId)
  else sessionStorage.removeItem(`chatkit.thread:${options.api.url}`)
}

function remembered({ options }) {
  return sessionStorage.getItem(`chatkit.thread:${options.api.url}`)
}

if (!customElements.get('chatkit-host')) customElements.define('chatkit-host', ChatKitHost)
