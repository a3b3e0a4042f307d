// The framed root: a status above, components, and what can be confirmed or cancelled below.
import { el } from '../../element.js'
import { icon } from '../../icons.js'
import { inside } from './components.js'
import { boxed } from './looks.js'

export function Card(card, around) {
  const { asForm, confirm, cancel, size = 'md', status, collapsed } = card
  const isForm = Boolean(asForm) && !around.isInForm
  const node = el(isForm ? 'form' : 'div', { class: `w-card ${size}` })
  const body = boxed(el('div', { class: 'w-card-body' }, ...inside(card, { ...around, isInForm: isForm || around.isInForm })), {
    padding: card.padding,
  })
  const foot =
    (confirm || cancel) && el('div', { class: 'w-card-foot' }, cancel && action(cancel, 'secondary'), confirm && action(confirm, 'primary'))
  const more =
    collapsed &&
    el('button', { type: 'button', class: 'w-more', 'aria-expanded': 'false', onclick: () => unfold() }, around.kit.strings.more)
  const unfold = () => {
    const isShut = (body.hidden = !body.hidden)
    more.setAttribute('aria-expanded', String(!isShut))
    more.textContent = isShut ? around.kit.strings.more : around.kit.strings.less
  }
  body.hidden = Boolean(collapsed)
  if (isForm) {
    node.addEventListener('submit', (event) => {
      event.preventDefault()
      if (confirm) around.act(confirm.action, card, node)
    })
  }
  node.append(...[status && statusLine(status, around.kit), body, more, !collapsed && foot].filter(Boolean))
  return boxed(node, { background: card.background, border: card.border, theme: card.theme })

  function action({ label, action: wanted }, look) {
    const submits = isForm && look === 'primary'
    const button = el(
      'button',
      { type: submits ? 'submit' : 'button', class: `w-button pill ${look} ${look === 'primary' ? 'solid' : 'outline'}` },
      el('span', {}, label),
    )
    if (!submits) button.addEventListener('click', () => around.act(wanted, card, button))
    return button
  }
}

/** What stands above a card or a list. */
export function statusLine({ text, icon: name, favicon, frame }, kit) {
  const src = favicon && kit.picture(favicon)
  const mark = src ? el('img', { src, alt: '', class: frame ? 'framed' : '' }) : name && icon(name)
  return el('div', { class: 'w-status' }, mark, el('span', {}, text))
}
