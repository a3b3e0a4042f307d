// What the person was asked and what they answered; while it waits, the form stands in the composer's place.
import { el } from '../../element.js'
import { icon } from '../../icons.js'

export class Reply {
  #kit

  constructor(item, kit) {
    this.#kit = kit
    this.node = el('dl', { class: 'reply', 'data-item': item.id })
    this.update(item)
  }

  update({ status, inputs }) {
    this.node.hidden = status === 'pending'
    this.node.replaceChildren(...inputs.flatMap((input) => this.#pair(input, status)))
  }

  #pair({ question, answer }, status) {
    const values = status === 'answered' && !answer?.skipped ? (answer?.values ?? []) : []
    const said = values.map((value) => el('dd', {}, icon('check'), el('span', {}, value)))
    const skipped = el('dd', { class: 'skipped' }, this.#kit.strings.skipped)
    return [el('dt', {}, question), ...(said.length ? said : [skipped])]
  }
}
