// Where the person writes. Enter sends, Shift and Enter makes a new line; what was not sent stays for the next visit.
import { el } from '../../element.js'
import { icon } from '../../icons.js'
import { attachmentChips } from '../attachments.js'
import { iconButton } from '../copy.js'
import { Choices } from './choices.js'
import { Field } from './field.js'
import { Suggestions } from './suggestions.js'

export class Composer {
  #kit
  #field
  #choices
  // The second click of a double click on Send is none on Stop.
  #button = el('button', { type: 'submit', class: 'send', onclick: (event) => event.detail > 1 && event.preventDefault() })
  #mention
  #above = el('div', { class: 'above' })
  #bar
  #reply = ''
  #attachments = []
  #extras // files and voice, where the site wants any
  #isBusy = false
  #canStop = true

  constructor(kit) {
    this.#kit = kit
    this.#field = new Field(kit, { onChange: () => this.#changed(), onEnter: () => this.#isBusy || this.node.requestSubmit() })
    this.#choices = new Choices(kit, () => this.#changed())
    this.#mention = iconButton('mention', kit.strings.mention, () => this.#field.type('@'))
    const suggestions = new Suggestions(kit, this.#field, this.#choices)
    this.#bar = el(
      'div',
      { class: 'bar' },
      this.#choices.tools,
      this.#mention,
      el('span', { class: 'gap' }),
      this.#choices.models,
      this.#button,
    )
    this.node = el('form', { class: 'composer' }, suggestions.node, this.#above, this.#field.node, this.#bar)
    this.node.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#submit()
    })
    // The whole frame is where one writes.
    this.node.addEventListener('click', ({ target }) => [this.node, this.#bar].includes(target) && this.focus())
  }

  configure() {
    const { entities } = this.#kit.options
    this.#choices.configure()
    void this.#withExtras()
    this.#mention.hidden = !(entities?.onTagSearch && entities.showComposerMenu)
    this.#changed()
  }

  async #withExtras(files = []) {
    const { extrasUrl } = this.#kit.site
    if (!extrasUrl) return
    const { Extras } = await import(extrasUrl)
    this.#extras ??= new Extras(this.#kit, this)
    this.#extras.take(files)
  }

  /** Puts a text where the caret is. */
  type(text) {
    this.#field.type(text)
  }

  get attachments() {
    return this.#attachments
  }

  set attachments(attachments) {
    this.fill({ attachments })
  }

  /** What the person chose for the assistant: a tool, a model. */
  get inference() {
    return this.#choices.inference
  }

  get isEmpty() {
    return !this.#field.text.trim() && !this.#reply && !this.#attachments.length
  }

  /** Puts something into the composer; what is not named stays. */
  fill({ text, content, reply, attachments, files, selectedToolId, selectedModelId }) {
    if (content !== undefined) this.#field.content = content
    else if (text !== undefined) this.#field.content = [{ type: 'input_text', text }]
    if (reply !== undefined) this.#reply = reply ?? ''
    if (attachments !== undefined) this.#attachments = attachments ?? []
    if (files?.length) void this.#withExtras(files)
    this.#choices.select({ toolId: selectedToolId, modelId: selectedModelId })
    this.#changed()
  }

  clear() {
    this.fill({ text: '', reply: '', attachments: [] })
  }

  /** While an answer runs the button stops it. */
  set busy(isBusy) {
    this.#isBusy = isBusy
    this.#canStop = true
    this.#changed()
  }

  set canStop(canStop) {
    this.#canStop = canStop
    this.#changed()
  }

  focus() {
    this.#field.focus()
  }

  #submit() {
    if (this.#isBusy) return this.#kit.talk.stop()
    if (this.#isUnsayable) return
    void this.#kit.talk.ask({ content: this.#field.content, reply: this.#reply, attachments: this.#attachments })
    this.clear()
    this.#choices.sent()
  }

  get #isUnsayable() {
    return this.#extras?.isBusy || !(this.#field.text.trim() || this.#attachments.length)
  }

  #changed() {
    const { strings } = this.#kit
    const label = this.#isBusy ? strings.stop : strings.send
    if (this.#button.title !== label) this.#button.replaceChildren(icon(this.#isBusy ? 'stop' : 'send')) // a click is on its way, maybe
    this.#button.title = this.#button.ariaLabel = label
    this.#button.disabled = this.#isBusy ? !this.#canStop : this.#isUnsayable
    this.#field.placeholder = this.#choices.placeholder ?? this.#kit.options.composer?.placeholder ?? strings.placeholder
    this.node?.classList.toggle('tall', this.#choices.isShown || !this.#mention.hidden)
    this.#showAbove()
  }

  #showAbove() {
    const drop = (name, value) => {
      this.fill({ [name]: value })
      this.focus()
    }
    const quote =
      this.#reply &&
      el(
        'div',
        { class: 'replying' },
        icon('reply'),
        el('blockquote', { 'aria-label': this.#kit.strings.quote }, this.#reply),
        iconButton('close', this.#kit.strings.removeQuote, () => drop('reply', '')),
      )
    const files =
      this.#attachments.length > 0 &&
      attachmentChips(this.#attachments, this.#kit, (gone) => {
        this.#extras?.forget(gone)
        drop(
          'attachments',
          this.#attachments.filter((one) => one !== gone),
        )
      })
    this.#above.replaceChildren(...[quote, files, this.#extras?.shown].filter(Boolean))
  }
}
