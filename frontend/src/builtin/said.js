// What the assistant said: the text, its sources, and what can be done with it.
import { el } from '../element.js'
import { copyButton, iconButton } from './copy.js'
import { Markdown } from './markdown.js'
import { plain } from './question.js'
import { citation, keyOf, sourceLine, sourcesOf } from './sources.js'

export class Said {
  #kit
  #parts = []
  #sources
  #foot
  #body = el('div', { class: 'said-body' })
  #item
  #frame = 0
  #isGrowing = false
  #shown

  constructor(item, kit) {
    const { strings } = kit
    this.#kit = kit
    this.#sources = el('ol', { class: 'sources', 'aria-label': strings.sources, hidden: true })
    this.#foot = el('div', { class: 'actions' }, ...this.#buttons())
    const heading = el('h3', { class: 'unseen' }, strings.assistantSaid)
    this.node = el('article', { class: 'said', 'data-item': item.id }, heading, this.#body, this.#sources, this.#foot)
    this.update(item)
  }

  /** At most once a frame: a model may be faster than the screen. */
  update(item, change) {
    this.#item = item
    this.#isGrowing = change?.type === 'assistant_message.content_part.text_delta'
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#render()
    })
  }

  /** Says what became of an answer that did not come to its end. */
  note(sentence) {
    this.#foot.append(el('span', { class: 'note' }, sentence))
  }

  #render() {
    const sources = sourcesOf(this.#item)
    this.#item.content.forEach((part, place) => {
      if (typeof part?.text !== 'string') return
      this.#parts[place] ??= new Markdown(this.#body, this.#kit, (number) => citation(number, sourcesOf(this.#item)[number - 1], this.#kit))
      this.#parts[place].render(part.text, marksOf(part, sources), this.#isGrowing)
    })
    const shown = JSON.stringify(sources)
    if (shown === this.#shown) return
    this.#shown = shown
    this.#sources.replaceChildren(...sources.map((source) => el('li', {}, ...sourceLine(source, this.#kit))))
    this.#sources.hidden = sources.length === 0
  }

  #buttons() {
    const { strings, talk, options, site } = this.#kit
    const { feedback, retry } = options.threadItemActions ?? {}
    const thumb = (kind, name, label) =>
      iconButton(name, label, (event) => talk.rate(this.#item, kind, event.currentTarget), { 'aria-pressed': 'false', 'data-kind': kind })
    return [
      copyButton(() => plain(this.#item), strings),
      feedback && thumb('positive', 'up', strings.good),
      feedback && thumb('negative', 'down', strings.bad),
      site.report && iconButton('flag', strings.report, () => this.#kit.emit('report', { itemId: this.#item.id, text: plain(this.#item) })),
      retry && iconButton('retry', strings.again, () => talk.retry(talk.thread.questionOf(this.#item))),
    ]
  }
}

function marksOf(part, sources) {
  return (part.annotations ?? [])
    .filter((one) => one?.source)
    .map(({ index, source }) => ({ index, number: sources.findIndex((known) => keyOf(known) === keyOf(source)) + 1 }))
    .filter(({ number }) => number > 0)
}
