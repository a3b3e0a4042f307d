// A choice of one: the browser's own list, or one to search in where there is much to choose from.
import { el } from '../../element.js'
import { Listbox } from '../composer/listbox.js'
import { changing, field } from './controls.js'

const MANY = 15

export function Select(select, around) {
  const { options = [], searchable = options.length > MANY } = select
  return searchable ? searched(select, options, around) : native(select, options, around)
}

function native(select, options, around) {
  const node = el('select')
  const { placeholder, clearable, defaultValue } = select
  const empty =
    (placeholder || clearable || defaultValue === undefined) &&
    el('option', { value: '', disabled: !clearable && Boolean(select.required) }, placeholder ?? '')
  const rows = options.map(({ value, label, disabled }) =>
    el('option', { value, disabled: Boolean(disabled), defaultSelected: value === defaultValue }, label),
  )
  node.append(...[empty, ...rows].filter(Boolean))
  const dressed = field(node, { ...select, placeholder: undefined, defaultValue: undefined }, around)
  if (placeholder) dressed.setAttribute('aria-label', placeholder)
  return el('span', { class: 'w-select' }, changing(dressed, select, around))
}

// The name belongs to a hidden field; the person writes into another, which is never sent.
function searched(select, options, around) {
  const value = el('input', { type: 'hidden', name: select.name, value: select.defaultValue ?? '' })
  const labelOf = (wanted) => options.find((option) => option.value === wanted)?.label ?? ''
  const text = el('input', { type: 'text', role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list' })
  field(text, { ...select, name: '', defaultValue: labelOf(select.defaultValue), pattern: undefined }, around)
  text.setAttribute('aria-label', select.placeholder || select.name)
  text.setAttribute('data-name', select.name)
  text.removeAttribute('name')
  const list = new Listbox(text, select.placeholder || select.name, (option) => choose(option.value))
  const choose = (chosen) => {
    text.value = labelOf(chosen)
    if (value.value === chosen) return
    value.value = chosen
    value.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const search = (query) => list.show(options.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())))
  text.addEventListener('input', () => search(text.value))
  text.addEventListener('click', () => search(''))
  text.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && !list.isOpen) return search('')
    if (event.key !== 'Tab') list.key(event)
  })
  text.addEventListener('blur', () => choose(text.value || !select.clearable ? value.value : ''))
  changing(value, select, around)
  return el('span', { class: 'w-select searchable' }, value, text, list.node)
}
