// What stands between the page, its component and the server: which component, with which options, and what the page
// adds to each question.
import { el } from '../element.js'
import { loadBuiltin, loadOpenAI } from './components.js'
import { untilSettled, wireFetch } from './fetch.js'
import { Live } from './live.js'
import { mentions } from './mentions.js'
import { Offers } from './offers.js'
import { Report } from './report.js'
import { Allowance } from './allowance.js'
import { Announcement } from './announcement.js'
import { Again } from './again.js'
import { Here } from './here.js'
import { UsingThisPage } from './using.js'

export { AskButton } from './selection.js'
export { welcome } from './welcome.js'

export class Wire {
  #host
  #config
  #offers
  #using
  #here
  #live
  #again
  #report
  #announcement
  #allowance
  #component
  #awaited
  #isBusy = false
  #missed
  #fetch
  #tab = crypto.randomUUID?.() ?? String(Math.random()).slice(2)

  constructor(host, config, registered) {
    this.#host = host
    this.#config = config
    this.#using = new UsingThisPage(host, config)
    this.#offers = new Offers(this.#using, registered)
    this.#here = new Here(host, config)
    this.#live = new Live(config, this.#tab, {
      onMoved: (moved) => this.#moved(moved),
      onHere: (name) => this.#here.show(name),
      onAnnounced: (text) => this.#announcement.show(text),
    })
    this.#again = new Again(config)
    const fetch = (...request) => this.#fetch(...request)
    this.#announcement = new Announcement(host, config, fetch)
    this.#allowance = new Allowance(host, config, fetch)
    if (config.report) this.#report = new Report(host, config, { fetch, thread: () => remembered(config) })
  }

  /** What is shown beside the component. */
  get beside() {
    return [this.#announcement.node, this.#allowance.node, this.#here.node, el('div', { class: 'using-place' }, ...this.#using.nodes, this.#report?.button)]
  }

  /** The component that the site wants and the network allows; `mount(element)` puts one to the test. */
  async choose(mount) {
    const { ui } = this.#config
    if (ui !== 'builtin') {
      try {
        return await loadOpenAI(this.#config, mount, (name, detail) => this.#tell(name, detail))
      } catch (error) {
        if (ui === 'openai') throw error
      }
    }
    const element = await loadBuiltin(this.#config)
    element.site = this.#config
    return mount(element)
  }

  /** From now on this is the component. */
  use(element) {
    this.#component = element
    void this.#announcement.ask()
    void this.#allowance.ask()
    this.#live.open()
    this.#live.watch(remembered(this.#config))
    this.#again.repeat(element)
    if (!this.#report) return
    this.#report.button.hidden = element.localName !== 'openai-chatkit'
    element.addEventListener('chatkit.report', ({ detail }) => this.#report.open(detail))
  }

  /** The options, with what only the browser can add. */
  complete(options, element) {
    const isOpenAI = element.localName === 'openai-chatkit'
    this.#fetch = wireFetch(this.#config, {
      tab: this.#tab,
      isTranslating: isOpenAI,
      metadata: () => ({ ...this.#using.metadata, offers: this.#offers.metadata }),
      onRunning: (answer) => this.#await(answer),
      onSignedOut: (request) => this.#again.remember(request),
    })
    const entities = mentions(this.#config, options)
    return {
      initialThread: remembered(this.#config),
      onClientTool: (call) => this.#offers.answer(call),
      ...(isOpenAI && { theme: isDark() ? 'dark' : 'light' }),
      ...options,
      ...(entities && { entities }),
      api: { ...options.api, fetch: this.#fetch },
    }
  }

  /** Takes note of what the component says. */
  heard(name, detail) {
    if (name === 'chatkit.thread.change') this.#turned(detail.threadId)
    if (name === 'chatkit.effect') this.#offers.show(detail)
    if (name === 'chatkit.response.start') this.#isBusy = true
    if (name === 'chatkit.response.end') this.#rest()
  }

  #turned(threadId) {
    if (threadId !== remembered(this.#config)) this.#here.show('')
    remember(this.#config, threadId)
    this.#live.watch(threadId)
  }

  // What moved while an answer was shown is made up for: staff may have locked the thread meanwhile.
  #rest() {
    this.#isBusy = false
    void this.#allowance.ask()
    const missed = this.#missed
    this.#missed = null
    if (missed) void this.#moved(missed).catch(() => {})
  }

  resume() {
    if (this.#component) this.#live.open()
  }

  pause() {
    this.#live.close()
  }

  // A thread moved in another tab, on another device, or by somebody of the staff.
  async #moved({ thread, moved }) {
    if (thread === undefined) void this.#announcement.ask()
    if (!this.#component || (thread !== undefined && thread !== remembered(this.#config))) return
    if (this.#isBusy) {
      if (this.#missed?.moved !== 'deleted') this.#missed = { thread, moved } // nothing comes after that
      return
    }
    if (moved === 'deleted') await this.#component.setThreadId(null)
    else await this.#component.fetchUpdates()
  }

  // OpenAI's component shows what was stored of a running answer, and does not know that there is more to come.
  async #await(answer) {
    if (this.#component?.localName !== 'openai-chatkit' || this.#awaited === answer) return
    this.#awaited = answer
    await untilSettled(this.#config, answer).catch(() => {})
    await this.#component.fetchUpdates()
  }

  #tell(name, detail) {
    this.#host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
  }
}

function isDark() {
  const { colorScheme } = getComputedStyle(document.documentElement)
  return colorScheme.includes('dark') && (!colorScheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches)
}

// The open thread is this tab's own affair.
function remember({ options }, threadId) {
  if (threadId) sessionStorage.setItem(`chatkit.thread:${options.api.url}`, threadId)
  else sessionStorage.removeItem(`chatkit.thread:${options.api.url}`)
}

function remembered({ options }) {
  return sessionStorage.getItem(`chatkit.thread:${options.api.url}`)
}
