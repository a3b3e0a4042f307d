// What the person asked: the text with its tags, the passage that it is about, the files that came with it.
import { el } from '../element.js'
import { attachmentChips } from './attachments.js'
import { tag } from './tag.js'

export class Question {
  #kit
  #body = el('div', { class: 'question-body' })

  constructor(item, kit) {
    this.#kit = kit
    this.node = el('article', { class: 'question', 'data-item': item.id }, el('h3', { class: 'unseen' }, kit.strings.youSaid), this.#body)
    this.update(item)
  }

  update({ content, quoted_text, attachments }) {
    const parts = content.map((part) => (part.type === 'input_tag' ? tag(part, this.#kit) : (part.text ?? '')))
    const files = attachments?.length && attachmentChips(attachments, this.#kit)
    const quote = quoted_text && el('blockquote', { class: 'quoted' }, quoted_text)
    this.#body.replaceChildren(...[quote, files, plain({ content }) && el('p', { class: 'bubble' }, ...parts)].filter(Boolean))
  }
}

/** An item's words without their looks. */
export function plain(item) {
  return (item.content ?? []).map((part) => (part.type === 'input_tag' ? `@${part.text}` : (part.text ?? ''))).join('')
}
