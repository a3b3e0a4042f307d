// A question with suggested answers, and room for one's own.
import { el } from '../../element.js'
import { questionText } from './free.js'

let count = 0

export function choiceField({ question, options, multiple }, { strings }) {
  const name = `choice-${++count}`
  const type = multiple ? 'checkbox' : 'radio'
  const boxes = options.map(({ value }) => el('input', { type, name, value }))
  const own = el('input', { type, name, 'aria-label': strings.ownAnswer })
  const text = el('input', { type: 'text', class: 'field', placeholder: strings.ownAnswer, 'aria-label': strings.ownAnswer })
  text.addEventListener('input', () => (own.checked = text.value.trim() !== ''))
  own.addEventListener('change', () => own.checked && text.focus())
  const rows = boxes.map((box) => el('label', { class: 'option' }, box, el('span', {}, box.value)))
  const node = el(
    'fieldset',
    { class: 'input-field' },
    el('legend', { class: 'input-question' }, ...questionText(question)),
    ...rows,
    el('div', { class: 'option own' }, own, text),
  )
  const values = () => [
    ...boxes.filter((box) => box.checked).map((box) => box.value),
    ...(own.checked && text.value.trim() ? [text.value.trim()] : []),
  ]
  return { node, values }
}
