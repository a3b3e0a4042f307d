// Where the person's turn is: the composer, or what stands in its place — a question, or why nothing can be said.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { Composer } from './composer/composer.js'
import { InputForm } from './structured/form.js'

export class Foot {
  composer
  #kit
  #place = el('div', { class: 'in-place' })
  #small = el('div', { class: 'disclaimer' })
  #form = null
  #isAnswered = false // by the person, who goes on in the composer

  constructor(kit) {
    this.#kit = kit
    this.composer = new Composer(kit)
    this.node = el('footer', {}, this.#place, this.composer.node, this.#small)
  }

  configure() {
    const { text, highContrast } = this.#kit.options.disclaimer ?? {}
    this.#small.replaceChildren(...(text ? [this.#kit.markdown(text)] : []))
    this.#small.hidden = !text
    this.#small.classList.toggle('contrast', highContrast === true)
    this.composer.configure()
  }

  set busy(isBusy) {
    this.composer.busy = isBusy
    if (this.#form) this.#form.busy = isBusy
  }

  focus() {
    if (this.#form) this.#form.focus()
    else this.composer.focus()
  }

  /** Shows what the thread lets the person do now. */
  describe(thread) {
    const { status } = thread
    const item = status.type === 'active' && !this.#kit.isBusy ? thread.pendingInput : null
    if (status.type !== 'active') this.#say(status)
    else if (!item) this.#clear()
    else if (this.#form?.item.id !== item.id) this.#ask(item)
    this.composer.node.hidden = Boolean(item) || status.type !== 'active'
    if (this.#isAnswered && !this.composer.node.hidden) this.composer.focus()
    this.#isAnswered = false
  }

  #clear() {
    this.#form = null
    this.#place.replaceChildren()
  }

  #ask(item) {
    const hadFocus = this.composer.node.matches(':focus-within') || !this.#kit.root.activeElement
    this.#form = new InputForm(item, this.#kit, (input) => {
      this.#isAnswered = true
      void this.#kit.talk.answer(item, input)
    })
    this.#place.replaceChildren(this.#form.node)
    if (hadFocus && this.#kit.root.host.matches(':focus-within')) this.#form.focus()
  }

  #say({ type, reason }) {
    const { strings, talk } = this.#kit
    this.#form = null
    const fresh =
      type === 'closed' && el('button', { type: 'button', class: 'again', onclick: () => talk.switchTo(null) }, strings.newThread)
    this.#place.replaceChildren(
      el('div', { class: 'shut', role: 'status' }, icon('lock'), el('p', {}, reason || strings[type] || strings.locked), fresh),
    )
  }
}
