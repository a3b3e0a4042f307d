// "Report this answer": why, in a dialog, and what else there is to say; the site's staff look at it.
import { el } from '../element.js'
import { dress } from './styles.js'

const QUOTED = 240 // characters of the answer, so that the person sees which one it is
const LOOKED_AT = 20 // newest items among which OpenAI's component has its newest answer

export class Report {
  /** What opens it where the component has no button for it at each answer. */
  button
  #host
  #config
  #fetch
  #thread
  #dialog

  /** `fetch` is the wire's, and `thread()` the open thread. */
  constructor(host, config, { fetch, thread }) {
    this.#host = host
    this.#config = config
    this.#fetch = fetch
    this.#thread = thread
    dress(host)
    this.button = el('button', { type: 'button', class: 'using report', hidden: true, onclick: () => this.#newest() }, config.strings.report)
    this.#dialog = el('dialog', { class: 'reporting', 'aria-label': config.strings.report })
  }

  /** Asks about an answer: its id, and its words to know it by. */
  open({ itemId, text }) {
    const { strings, report } = this.#config
    const reasons = report.reasons.map(({ id, label }, place) =>
      el('label', {}, el('input', { type: 'radio', name: 'reason', value: id, required: true, checked: place === 0 }), label),
    )
    const form = el(
      'form',
      { onsubmit: (event) => this.#send(event, itemId) },
      el('h2', {}, strings.report),
      el('blockquote', {}, text.length > QUOTED ? `${text.slice(0, QUOTED)} …` : text),
      el('fieldset', {}, el('legend', {}, strings.reportWhy), ...reasons),
      el('label', {}, strings.reportMore, el('textarea', { name: 'text', rows: 3, maxLength: 1000 })),
      el('p', { role: 'alert', class: 'wrong' }),
      el(
        'div',
        { class: 'buttons' },
        el('button', { type: 'button', onclick: () => this.#dialog.close() }, strings.cancel),
        el('button', { type: 'submit', class: 'main' }, strings.send),
      ),
    )
    this.#show(form)
  }

  async #newest() {
    const thread = this.#thread()
    const body = JSON.stringify({ type: 'items.list', params: { thread_id: thread, limit: LOOKED_AT, order: 'desc' } })
    const response = thread && (await this.#fetch(this.#config.options.api.url, { method: 'POST', body }).catch(() => null))
    const { data = [] } = response?.ok ? await response.json() : {}
    const answer = data.find(({ type }) => type === 'assistant_message')
    if (answer) this.open({ itemId: answer.id, text: answer.content.map((part) => part.text).join('\n') })
    else this.#say(this.#config.strings.noAnswer)
  }

  async #send(event, item) {
    event.preventDefault()
    const form = event.target
    const { reason, text } = Object.fromEntries(new FormData(form))
    const { strings, report } = this.#config
    form.querySelector('.main').disabled = true
    const body = JSON.stringify({ thread: this.#thread(), item, reason, text })
    const response = await this.#fetch(report.url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }).catch(() => null)
    const { message } = (await response?.json().catch(() => null)) ?? {}
    if (response?.ok) return this.#say(message)
    form.querySelector('.main').disabled = false
    form.querySelector('.wrong').textContent = message ?? strings.offline
  }

  #say(sentence) {
    const close = el('button', { type: 'button', class: 'main', onclick: () => this.#dialog.close() }, this.#config.strings.done)
    this.#show(el('p', { role: 'status' }, sentence), el('div', { class: 'buttons' }, close))
    close.focus()
  }

  #show(...nodes) {
    this.#dialog.replaceChildren(...nodes)
    this.#host.shadowRoot.append(this.#dialog) // again, where the component took its place
    if (!this.#dialog.open) this.#dialog.showModal()
  }
}
