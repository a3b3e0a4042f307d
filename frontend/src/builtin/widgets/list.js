// The root that lists: rows that may be pressed, the first few of them at once.
import { el } from '../../element.js'
import { statusLine } from './card.js'
import { inside } from './components.js'
import { boxed } from './looks.js'
import { childrenOf } from './tree.js'

const AUTO = 5

export function ListView(list, around) {
  const limit = list.limit === 'auto' ? AUTO : (list.limit ?? Infinity)
  const rows = inside({ children: childrenOf(list).filter(({ type }) => type === 'ListViewItem') }, around)
  const body = el('ul', { class: 'w-rows' }, ...rows)
  rows.forEach((row, place) => (row.hidden = place >= limit))
  const more = el(
    'button',
    { type: 'button', class: 'w-more', hidden: rows.length <= limit, onclick: () => show() },
    around.kit.strings.more,
  )
  const show = () => {
    const hidden = rows.filter((row) => row.hidden)
    for (const row of hidden) row.hidden = false
    more.hidden = true
    hidden[0].tabIndex = -1
    ;(hidden[0].querySelector('button') ?? hidden[0]).focus()
  }
  return boxed(el('div', { class: 'w-card w-list md' }, list.status && statusLine(list.status, around.kit), body, more), {
    theme: list.theme,
  })
}

/** A row that does something is pressed by a button that lies over it, so that what is in it can be pressed too. */
export function ListViewItem(row, around) {
  const body = el('div', { class: 'w-box row' }, ...inside(row, around))
  boxed(body, { gap: row.gap ?? 3, align: row.align ?? 'center' })
  const node = el('li', { class: 'w-row' }, body)
  if (!row.onClickAction) return node
  const button = el('button', { type: 'button', class: 'w-press', 'aria-label': spoken(body) })
  button.addEventListener('click', () => around.act(row.onClickAction, row, button))
  node.prepend(button)
  return node
}

// The texts of a row with a space between them, which the layout puts there for whoever sees it.
function spoken(node) {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  const words = []
  while (texts.nextNode()) words.push(texts.currentNode.data.trim())
  return words.filter(Boolean).join(' ')
}
