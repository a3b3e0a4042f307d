// A list of options under the keys of a field; the focus stays in the field.
import { el } from '../../element.js'
import { icon } from '../../icons.js'

let count = 0

export class Listbox {
  node
  #field
  #options = []
  #active = -1
  #onPick

  /** `onPick(option)` is told what was chosen. */
  constructor(field, label, onPick) {
    this.#field = field
    this.#onPick = onPick
    this.node = el('div', { class: 'listbox', role: 'listbox', 'aria-label': label, id: `list-${++count}`, hidden: true })
    field.addEventListener('blur', () => this.hide())
    this.node.addEventListener('mousedown', (event) => event.preventDefault()) // the focus stays in the field
  }

  get isOpen() {
    return !this.node.hidden
  }

  /** `{ label, description?, icon?, group?, disabled? }` each; groups stand together. */
  show(options) {
    const groups = options.map(({ group }) => group)
    this.#options = options.toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group))
    let group
    const rows = this.#options.flatMap((option, place) => {
      const head = option.group && option.group !== group && el('div', { class: 'group', role: 'presentation' }, option.group)
      group = option.group
      return [head, this.#row(option, place)].filter(Boolean)
    })
    this.node.replaceChildren(...rows)
    this.node.hidden = options.length === 0
    if (!options.length) return this.hide()
    this.#field.setAttribute('aria-controls', this.node.id)
    this.#tell(true)
    this.#activate(this.#options.findIndex(({ disabled }) => !disabled))
  }

  hide() {
    this.node.hidden = true
    this.node.replaceChildren()
    this.#field.removeAttribute('aria-activedescendant')
    this.#tell(false)
  }

  /** Takes a key if it is for the list. */
  key(event) {
    if (!this.isOpen || event.isComposing) return
    const last = this.#options.length - 1
    if (event.key === 'ArrowDown') this.#activate(this.#active === last ? 0 : this.#active + 1)
    else if (event.key === 'ArrowUp') this.#activate(this.#active <= 0 ? last : this.#active - 1)
    else if (event.key === 'Escape') this.hide()
    else if (event.key === 'Enter' || event.key === 'Tab') this.#pick(this.#active)
    else return
    event.preventDefault()
  }

  // A text area is no combobox, which alone may say that it is open.
  #tell(isOpen) {
    if (this.#field.role === 'combobox') this.#field.ariaExpanded = String(isOpen)
  }

  #row({ label, description, icon: name, disabled }, place) {
    const row = el(
      'div',
      {
        class: 'choice',
        role: 'option',
        id: `${this.node.id}-${place}`,
        'aria-selected': 'false',
        onclick: () => this.#pick(place),
        onpointermove: () => this.#activate(place),
      },
      name && icon(name),
      el('span', { class: 'choice-text' }, label, description && el('small', {}, description)),
    )
    if (disabled) row.setAttribute('aria-disabled', 'true')
    return row
  }

  #activate(place) {
    this.#active = place
    for (const row of this.node.querySelectorAll('[role=option]')) {
      const isActive = row.id === `${this.node.id}-${place}`
      row.setAttribute('aria-selected', String(isActive))
      if (!isActive) continue
      this.#field.setAttribute('aria-activedescendant', row.id)
      row.scrollIntoView({ block: 'nearest' })
    }
  }

  #pick(place) {
    const option = this.#options[place]
    if (!option || option.disabled) return
    this.hide()
    this.#onPick(option)
  }
}
