// A button that opens a menu of which one may be chosen.
import { el } from '../../element.js'
import { icon } from '../../icons.js'

export class Menu {
  #label
  #button
  #list
  #onPick

  /** `onPick(id)` is told what was chosen. */
  constructor(label, onPick) {
    this.#label = label
    this.#onPick = onPick
    this.#button = el('button', {
      type: 'button',
      class: 'menu-button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': label,
      title: label,
      onclick: () => this.#open(this.#list.hidden),
    })
    this.#list = el('div', { class: 'menu', role: 'menu', 'aria-label': label, hidden: true, onkeydown: (event) => this.#key(event) })
    this.node = el('div', { class: 'menu-place' }, this.#button, this.#list)
    this.node.addEventListener('focusout', ({ relatedTarget }) => this.node.contains(relatedTarget) || this.#open(false, { isQuiet: true }))
    this.#button.addEventListener('keydown', (event) => {
      if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return
      event.preventDefault()
      this.#open(true)
    })
  }

  focus() {
    this.#button.focus()
  }

  set face(children) {
    this.#button.replaceChildren(...children)
    const text = this.#button.textContent
    this.#button.setAttribute('aria-label', text ? `${this.#label}: ${text}` : this.#label)
  }

  /** `{ id, label, description?, icon?, disabled?, isChosen? }`; without any there is no menu. */
  set items(items) {
    this.node.hidden = !items.length
    this.#list.replaceChildren(...items.map((item) => this.#row(item)))
  }

  #row({ id, label, description, icon: name, disabled, isChosen }) {
    const row = el(
      'button',
      {
        type: 'button',
        class: 'choice',
        role: 'menuitemradio',
        tabIndex: -1,
        'aria-checked': String(Boolean(isChosen)),
        onclick: () => this.#pick(id, disabled),
      },
      name && icon(name),
      el('span', { class: 'choice-text' }, label, description && el('small', {}, description)),
      isChosen && icon('check'),
    )
    if (disabled) row.setAttribute('aria-disabled', 'true')
    return row
  }

  #pick(id, isDisabled) {
    if (isDisabled) return
    this.#open(false)
    this.#onPick(id)
  }

  #open(isOpen, { isQuiet = false } = {}) {
    if (isOpen === !this.#list.hidden) return
    this.#list.hidden = !isOpen
    this.#button.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) (this.#list.querySelector('[aria-checked="true"]') ?? this.#list.firstElementChild)?.focus()
    else if (!isQuiet) this.#button.focus()
  }

  #key(event) {
    const rows = [...this.#list.children]
    const at = rows.indexOf(event.target.closest('.choice'))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + rows.length, Home: 0, End: rows.length - 1 }[event.key]
    if (to !== undefined) rows[to % rows.length].focus()
    else if (event.key === 'Escape') this.#open(false)
    else return
    event.preventDefault()
  }
}
