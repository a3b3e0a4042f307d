// The messages of a thread on the screen, each kept up with its item.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { copyButton, iconButton } from './copy.js'
import { Markdown, safeUrl } from './markdown.js'

/** The view of an item, or null for one that is not shown or not known. */
export function viewOf(item, actions, strings) {
  switch (item.type) {
    case 'user_message':
      return new Question(item, strings)
    case 'assistant_message':
      return new Said(item, actions, strings)
    default:
      return null
  }
}

class Question {
  #text

  constructor(item, strings) {
    this.#text = el('p', { class: 'bubble' })
    const quote = item.quoted_text && el('blockquote', { class: 'quoted' }, item.quoted_text)
    this.node = el('article', { class: 'question', 'data-item': item.id }, heading(strings.youSaid), quote, this.#text)
    this.update(item)
  }

  update(item) {
    this.#text.textContent = plain(item)
  }
}

class Said {
  #parts = []
  #sources
  #foot
  #body
  #strings
  #item
  #frame = 0

  constructor(item, actions, strings) {
    this.#strings = strings
    this.#body = el('div', { class: 'said-body' })
    this.#sources = el('ol', { class: 'sources', 'aria-label': strings.sources, hidden: true })
    this.#foot = el('div', { class: 'actions' }, ...this.#buttons(actions))
    this.node = el(
      'article',
      { class: 'said', 'data-item': item.id },
      heading(strings.assistantSaid),
      this.#body,
      this.#sources,
      this.#foot,
    )
    this.update(item)
  }

  /** At most once a frame: a model may be faster than the screen. */
  update(item) {
    this.#item = item
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
      this.#parts[place] ??= new Markdown(this.#body, {
        citation: (number) => citation(number, sourcesOf(this.#item)[number - 1], this.#strings),
        strings: this.#strings,
      })
      this.#parts[place].render(part.text, marksOf(part, sources))
    })
    this.#sources.replaceChildren(...sources.map((source) => el('li', {}, sourceLink(source))))
    this.#sources.hidden = sources.length === 0
  }

  #buttons({ feedback, retry, rate }) {
    const strings = this.#strings
    const thumb = (kind, name, label) =>
      iconButton(name, label, (event) => rate(this.#item, kind, event.currentTarget), { 'aria-pressed': 'false', 'data-kind': kind })
    return [
      copyButton(() => plain(this.#item), strings),
      feedback && thumb('positive', 'up', strings.good),
      feedback && thumb('negative', 'down', strings.bad),
      retry && iconButton('retry', strings.again, () => retry(this.#item)),
    ]
  }
}

/** An error that the person can read, with a button to try again where that may help. */
export function errorCard(message, onRetry, strings) {
  const retry = onRetry && el('button', { type: 'button', class: 'again', onclick: onRetry }, strings.tryAgain)
  return el('div', { class: 'error', role: 'alert' }, icon('alert'), el('p', {}, message || strings.broken), retry)
}

function heading(text) {
  return el('h3', { class: 'unseen' }, text)
}

function plain(item) {
  return item.content.map((part) => (part.type === 'input_tag' ? `@${part.text}` : part.text)).join('')
}

// Each source once, in the order in which the text cites them.
function sourcesOf(item) {
  const annotations = item.content.flatMap((part) => part.annotations ?? []).filter((one) => one?.source)
  const byKey = new Map(annotations.map(({ source }) => [keyOf(source), source]))
  return [...byKey.values()]
}

function marksOf(part, sources) {
  return (part.annotations ?? [])
    .filter((one) => one?.source)
    .map(({ index, source }) => ({ index, number: sources.findIndex((known) => keyOf(known) === keyOf(source)) + 1 }))
}

function keyOf(source) {
  return source.url ?? source.filename ?? source.id ?? source.title
}

function citation(number, source, strings) {
  const label = `${strings.source} ${number}: ${source?.title ?? ''}`
  const url = source?.url && safeUrl(source.url)
  return el(url ? 'a' : 'span', { class: 'citation', 'aria-label': label, title: source?.title, ...linkTo(url) }, String(number))
}

function sourceLink(source) {
  const url = source.url && safeUrl(source.url)
  return el(url ? 'a' : 'span', linkTo(url), source.title || source.filename || source.url)
}

function linkTo(url) {
  if (!url) return {}
  return url.origin === location.origin ? { href: url.href } : { href: url.href, target: '_blank', rel: 'noopener nofollow' }
}
