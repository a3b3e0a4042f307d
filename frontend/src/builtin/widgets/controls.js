// The fields of widgets; the browser checks them and knows their keys.
import { el } from '../../element.js'
import { boxed, styled } from './looks.js'
import { LABEL, set } from './text.js'
import { named, valueOf } from './values.js'

let count = 0

export function Input(input, around) {
  const node = el('input', { type: input.inputType ?? 'text' })
  return field(node, input, around)
}

export function Textarea(area, around) {
  const node = el('textarea', { rows: area.rows ?? 3 })
  if (area.autoResize) styled(node, { 'field-sizing': 'content', 'min-height': `${area.rows ?? 2}lh` })
  return styled(field(node, area, around), { 'max-height': area.maxRows && `${area.maxRows + 1}lh` })
}

export function DatePicker(picker, around) {
  const day = (value) => String(value ?? '').slice(0, 10)
  const node = el('input', { type: 'date', min: day(picker.min), max: day(picker.max) })
  return changing(field(node, { ...picker, defaultValue: day(picker.defaultValue) }, around), picker, around)
}

export function Checkbox(box, around) {
  const node = el('input', {
    type: 'checkbox',
    name: box.name,
    defaultChecked: Boolean(box.defaultChecked),
    disabled: Boolean(box.disabled),
    required: Boolean(box.required),
  })
  if (!box.label) node.setAttribute('aria-label', box.name)
  changing(node, box, around)
  return el('label', { class: 'w-option' }, node, box.label && el('span', {}, box.label))
}

export function RadioGroup(group, around) {
  const id = `radio-${++count}`
  const rows = (group.options ?? []).map(({ label, value, disabled }) => {
    const isChosen = value === group.defaultValue
    const node = el('input', {
      type: 'radio',
      name: group.name,
      value,
      defaultChecked: isChosen,
      disabled: Boolean(group.disabled || disabled),
      required: Boolean(group.required),
    })
    return el('label', { class: 'w-option' }, changing(node, group, around), el('span', {}, label))
  })
  return el(
    'div',
    {
      class: `w-box ${group.direction === 'row' ? 'row' : 'col'}`,
      role: 'radiogroup',
      id,
      'aria-label': group.ariaLabel ?? group.name,
      'data-name': group.name,
    },
    ...rows,
  )
}

/** The label of the field with a name; it finds it when it is pressed, and the field is named by it. */
export function Label(label) {
  const node = set(el('label', { class: 'w-label' }), label, LABEL)
  queueMicrotask(() => {
    const root = node.closest('.widget-body, .preview')
    const named = [...(root?.querySelectorAll('[name], [data-name]') ?? [])].find(
      (one) => (one.getAttribute('name') ?? one.dataset.name) === label.fieldName,
    )
    if (!named) return
    if (named.dataset.name) return named.setAttribute('aria-label', label.value)
    named.removeAttribute('aria-label')
    named.id ||= `field-${++count}`
    node.htmlFor = named.id
  })
  return node
}

/** What all fields have in common. */
export function field(node, control, { kit }) {
  const { name, defaultValue, placeholder, required, disabled, pattern, autoFocus, autoSelect, variant = 'outline', pill, block } = control
  Object.assign(node, {
    name,
    defaultValue: defaultValue ?? '',
    required: Boolean(required),
    disabled: Boolean(disabled),
    autocomplete: 'off',
  })
  if (placeholder) node.placeholder = placeholder
  if (pattern && node.localName === 'input') node.pattern = pattern
  node.className = `field ${variant}${pill ? ' pill' : ''}${block === false ? '' : ' block'}`
  node.setAttribute('aria-label', placeholder || name)
  if (autoSelect) node.addEventListener('focus', () => node.select())
  if (autoFocus && kit.isBusy) queueMicrotask(() => node.focus())
  return boxed(node, {})
}

/** A field whose change is an action. */
export function changing(node, control, { act }) {
  if (control.onChangeAction)
    node.addEventListener('change', () => act(control.onChangeAction, control, node, named(control.name, valueOf(node))))
  return node
}
