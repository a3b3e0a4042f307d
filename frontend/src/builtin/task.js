// One step of a workflow: a thought, a search, files, an image, or anything else.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { Markdown } from './markdown.js'
import { sourceChip } from './sources.js'

const KINDS = {
  custom: { icon: 'dot', title: (task) => task.title },
  thought: { icon: 'lightbulb', title: (task) => task.title },
  web_search: { icon: 'search', title: (task, strings) => task.title || task.title_query || strings.searchedWeb },
  file: { icon: 'document', title: (task, strings) => task.title || strings.readFiles },
  image: { icon: 'square-image', title: (task, strings) => task.title || strings.madeImage },
}

export class Task {
  #kit
  #mark = el('span', { class: 'mark' })
  #head = el('div', { class: 'task-head' })
  #body = el('div', { class: 'task-body' })
  #text = new Map()

  constructor(task, kit, tag = 'li') {
    this.#kit = kit
    this.node = el(tag, { class: 'task' }, this.#mark, el('div', { class: 'task-column' }, this.#head, this.#body))
    this.update(task)
  }

  /** A task of a kind that is not known takes no room. */
  update(task) {
    const kind = Object.hasOwn(KINDS, task?.type) && KINDS[task.type]
    this.node.hidden = !kind
    if (!kind) return
    const { strings } = this.#kit
    const title = kind.title(task, strings)
    const state = task.status_indicator
    this.#mark.replaceChildren(...markOf(state, task.icon ?? kind.icon, strings))
    this.#mark.className = `mark ${state === 'loading' || state === 'complete' ? state : ''}`
    this.#head.hidden = !title
    this.#head.textContent = title ?? ''
    this.#show(task)
  }

  // The text grows in place; the chips are made anew.
  #show({ content, queries, sources }) {
    if (content && !this.#text.size) {
      const node = el('div', { class: 'task-text' })
      this.#text.set(node, new Markdown(node, this.#kit))
    }
    const chips = [
      ...(queries ?? []).map((query) => el('span', { class: 'chip' }, icon('search'), el('span', {}, query))),
      ...(sources ?? []).map((source) => sourceChip(source, this.#kit)),
    ]
    const list = chips.length > 0 && el('ul', { class: 'chips' }, ...chips.map((chip) => el('li', {}, chip)))
    for (const [, markdown] of this.#text) markdown.render(content ?? '')
    this.#body.replaceChildren(...[...this.#text.keys(), list].filter(Boolean))
  }
}

function markOf(state, name, strings) {
  if (state === 'loading') return [el('span', { class: 'spinner' }), el('span', { class: 'unseen' }, strings.underWay)]
  if (state === 'complete') return [icon('check'), el('span', { class: 'unseen' }, strings.done)]
  return [icon(name)]
}
