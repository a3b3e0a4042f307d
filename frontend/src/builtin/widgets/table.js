// Tables.
import { el } from '../../element.js'
import { inside } from './components.js'
import { boxed, px, styled } from './looks.js'
import { childrenOf } from './tree.js'

const WIDTHS = { xs: 60, sm: 100, md: 160, lg: 240, xl: 320 }

export function Table(table, around) {
  const rows = childrenOf(table).filter(({ type }) => type === 'Table.Row')
  const heads = rows.filter(({ header }) => header)
  const head = heads.length > 0 && el('thead', {}, ...heads.map((row) => line(row, 'th', around)))
  const body = el('tbody', {}, ...rows.filter(({ header }) => !header).map((row) => line(row, 'td', around)))
  return el('div', { class: 'table', tabIndex: 0, role: 'group', 'aria-label': around.kit.strings.table }, el('table', {}, head, body))
}

function line(row, tag, around) {
  const cells = childrenOf(row).filter(({ type }) => type === 'Table.Cell')
  return el('tr', {}, ...cells.map((cell) => cellOf(cell, tag, around)))
}

function cellOf(cell, tag, around) {
  const node = el(tag, { colSpan: cell.colSpan ?? 1, rowSpan: cell.rowSpan ?? 1 }, ...inside(cell, around))
  boxed(node, { width: cell.width ?? WIDTHS[cell.colSize], padding: cell.padding })
  return styled(node, {
    'text-align': cell.align,
    'vertical-align': { start: 'top', center: 'middle', end: 'bottom' }[cell.vAlign],
    'min-width': px(WIDTHS[cell.colSize]),
  })
}
