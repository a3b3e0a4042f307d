// Charts of bars, lines and areas; whoever does not see them reads a table.
import { made } from '../../drawing.js'
import { el } from '../../element.js'
import { boxed, color, styled } from './looks.js'

const WIDTH = 400
const HEIGHT = 200
const TONES = ['blue', 'purple', 'orange', 'green', 'red', 'yellow', 'pink']

export function Chart(chart, { kit }) {
  const { data = [], showLegend = true, showYAxis } = chart
  const axis = typeof chart.xAxis === 'string' ? { dataKey: chart.xAxis } : (chart.xAxis ?? {})
  const series = (chart.series ?? [])
    .filter(({ type }) => ['bar', 'line', 'area'].includes(type))
    .map((one, place) => ({ ...one, tone: color(one.color ?? TONES[place % TONES.length]) }))
  const names = data.map((row) => axis.labels?.[row[axis.dataKey]] ?? String(row[axis.dataKey] ?? ''))
  const top = highest(data, series)
  const legend =
    showLegend &&
    el(
      'ul',
      { class: 'w-legend', 'aria-hidden': 'true' },
      ...series.map(({ label, dataKey, tone }) => styled(el('li', {}, label ?? dataKey), { '--tone': tone })),
    )
  const scale =
    showYAxis &&
    el(
      'div',
      { class: 'w-scale', 'aria-hidden': 'true' },
      ...[top, top / 2, 0].map((value) => el('span', {}, kit.number(value, { notation: 'compact' }))),
    )
  const ticks = !axis.hide && el('div', { class: 'w-ticks', 'aria-hidden': 'true' }, ...names.map((name) => el('span', {}, name)))
  const plot = el('div', { class: 'w-plot' }, drawing(data, series, top, chart, kit), ticks)
  const node = el(
    'figure',
    { class: 'w-chart' },
    el('div', { class: 'w-chart-area' }, scale, plot),
    legend,
    table(data, series, names, kit),
  )
  return boxed(node, { ...chart, aspectRatio: undefined })
}

function drawing(data, series, top, { barGap = 2, showTooltip = true }, kit) {
  const svg = made('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' })
  const step = WIDTH / Math.max(data.length, 1)
  const stacks = [...new Set(series.filter(({ type }) => type === 'bar').map(stackOf))]
  const wide = (step * 0.7) / Math.max(stacks.length, 1)
  data.forEach((row, place) => {
    const floors = {}
    for (const one of series.filter(({ type }) => type === 'bar')) {
      const stack = stackOf(one)
      const value = Math.max(0, Number(row[one.dataKey]) || 0)
      const bottom = floors[stack] ?? 0
      floors[stack] = bottom + value
      const x = place * step + step * 0.15 + stacks.indexOf(stack) * wide
      const bar = made('rect', {
        x,
        width: Math.max(1, wide - barGap),
        y: HEIGHT - ((bottom + value) / top) * HEIGHT,
        height: (value / top) * HEIGHT,
      })
      if (showTooltip) bar.append(titled(`${one.label ?? one.dataKey}: ${kit.number(value)}`))
      svg.append(styled(bar, { fill: one.tone }))
    }
  })
  for (const one of series.filter(({ type }) => type !== 'bar')) {
    const points = data.map((row, place) => `${(place + 0.5) * step},${HEIGHT - ((Number(row[one.dataKey]) || 0) / top) * HEIGHT}`)
    if (one.type === 'area')
      svg.append(
        styled(made('polygon', { points: `${step / 2},${HEIGHT} ${points.join(' ')} ${WIDTH - step / 2},${HEIGHT}` }), {
          fill: one.tone,
          opacity: 0.2,
        }),
      )
    svg.append(
      styled(made('polyline', { points: points.join(' '), fill: 'none', 'stroke-width': 2, 'vector-effect': 'non-scaling-stroke' }), {
        stroke: one.tone,
      }),
    )
  }
  return svg
}

function highest(data, series) {
  const sums = data.map((row) => {
    const stacks = {}
    for (const one of series) stacks[stackOf(one)] = (stacks[stackOf(one)] ?? 0) + Math.max(0, Number(row[one.dataKey]) || 0)
    return Math.max(0, ...Object.values(stacks))
  })
  return Math.max(0, ...sums) || 1
}

function stackOf({ stack, dataKey }) {
  return stack ? `stack ${stack}` : dataKey
}

function titled(text) {
  const title = made('title', {})
  title.textContent = text
  return title
}

function table(data, series, names, kit) {
  const head = el('tr', {}, el('td'), ...series.map(({ label, dataKey }) => el('th', { scope: 'col' }, label ?? dataKey)))
  const rows = data.map((row, place) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, names[place]),
      ...series.map(({ dataKey }) => el('td', {}, kit.number(Number(row[dataKey]) || 0))),
    ),
  )
  return el('table', { class: 'unseen' }, el('thead', {}, head), el('tbody', {}, ...rows))
}
