// A question that is answered in one's own words.
import { el } from '../../element.js'

let count = 0

export function freeField({ question, description }, { strings }) {
  const id = `free-${++count}`
  const field = el('textarea', { id, class: 'field', rows: 2, placeholder: strings.yourAnswer })
  if (description) field.setAttribute('aria-describedby', `${id}-about`)
  const node = el(
    'div',
    { class: 'input-field' },
    el('label', { class: 'input-question', htmlFor: id }, ...questionText(question)),
    description && el('p', { class: 'input-about', id: `${id}-about` }, description),
    field,
  )
  return { node, values: () => (field.value.trim() ? [field.value.trim()] : []) }
}

/** The first line is the question; what follows is what it is about, line by line, as it came. */
export function questionText(question) {
  const [first, ...rest] = String(question).split('\n')
  const details = rest.join('\n').trim()
  return [el('strong', {}, first), details && el('span', { class: 'input-details' }, details)]
}
