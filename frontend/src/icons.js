// Our own line icons, 20 × 20.

const SVG = 'http://www.w3.org/2000/svg'
const PATHS = {
  chat: 'M3.5 9.6c0-3.4 2.9-6.1 6.5-6.1s6.5 2.7 6.5 6.1-2.9 6.1-6.5 6.1c-.8 0-1.6-.1-2.3-.4L4 16.5l.9-3.2a5.9 5.9 0 0 1-1.4-3.7Z',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  up: 'M7 9v7.5H4V9zm0 0 3-5.5c1.3 0 2 .8 2 2V8h3.4c.9 0 1.5.9 1.3 1.7l-1.2 5.2c-.2.9-1 1.6-2 1.6H7',
  down: 'M13 11V3.5h3V11zm0 0-3 5.5c-1.3 0-2-.8-2-2V12H4.6c-.9 0-1.5-.9-1.3-1.7l1.2-5.2c.2-.9 1-1.6 2-1.6H13',
  retry: 'M15.8 8.2A6.2 6.2 0 1 0 16 11.5M16.2 4v4.3H12',
  send: 'M10 16V4m0 0L5 9m5-5 5 5',
  stop: 'M6.5 6.5h7v7h-7z',
  history: 'M4.2 8.2a6.2 6.2 0 1 1-.2 3.3M3.8 4v4.3H8M10 6.8V10l2.4 1.6',
  compose: 'm5 15 .6-2.9 8.3-8.3a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7l-8.3 8.3zm6 1.5h6',
  rename: 'm4.5 15.5.6-2.9 8.3-8.3a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7l-8.3 8.3z',
  trash: 'M4 6h12M8.3 6V4h3.4v2M5.5 6l.7 10h7.6l.7-10M8.5 9v4.2m3-4.2v4.2',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5 3.5 3.5',
  alert: 'M10 6.5v4m0 2.8v.2M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z',
  down_arrow: 'M10 4v12m0 0 5-5m-5 5-5-5',
}

/** An icon; it is decoration, the button around it has the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  for (const [key, value] of Object.entries({ viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value)
  }
  const path = document.createElementNS(SVG, 'path')
  const look = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.4, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }
  for (const [key, value] of Object.entries({ d: PATHS[name], ...look })) path.setAttribute(key, value)
  svg.append(path)
  return svg
}
