// The boxes of widgets.
import { el } from '../../element.js'
import { composed, inside } from './components.js'
import { boxed } from './looks.js'
import { childrenOf } from './tree.js'

export function Box(box, around) {
  return container(el('div'), box, box.direction, around)
}

export function Row(box, around) {
  return container(el('div'), { align: 'center', ...box }, 'row', around)
}

export function Col(box, around) {
  return container(el('div'), box, 'col', around)
}

/** The root without a frame. */
export function Basic(box, around) {
  return container(el('div'), box, box.direction, around)
}

/** A form inside another is a box: its fields belong to the outer one. */
export function Form(form, around) {
  if (around.isInForm) return container(el('div'), form, form.direction, around)
  const node = el('form', { onsubmit: (event) => event.preventDefault() })
  node.addEventListener('submit', () => around.act(form.onSubmitAction, form, node))
  return container(node, form, form.direction, { ...around, isInForm: true })
}

export function Transition(transition, around) {
  return el('div', { class: 'w-box col' }, composed(childrenOf(transition)[0], around))
}

function container(node, box, direction, around) {
  node.className = `w-box ${direction === 'row' ? 'row' : 'col'}`
  node.append(...inside(box, around))
  return boxed(node, box)
}
