// Draws line icons, 20 × 20. The table of all of them is icons.js; the host needs only these two.

const SVG = 'http://www.w3.org/2000/svg'
const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.4, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }

export const CHAT =
  'M3.5 9.6c0-3.4 2.9-6.1 6.5-6.1s6.5 2.7 6.5 6.1-2.9 6.1-6.5 6.1c-.8 0-1.6-.1-2.3-.4L4 16.5l.9-3.2a5.9 5.9 0 0 1-1.4-3.7Z'
export const CLOSE = 'm5 5 10 10M15 5 5 15'

/** A drawing as an element; it is decoration, the button around it has the name. A path that begins with `*` is filled. */
export function drawn(path) {
  const svg = made('svg', { viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true' })
  const look =
    path[0] === '*'
      ? { ...LINE, 'stroke-width': 0.6, fill: 'currentColor', 'fill-rule': 'evenodd', d: path.slice(1) }
      : { ...LINE, d: path }
  svg.append(made('path', look))
  return svg
}

/** An element of SVG. */
export function made(tag, attributes) {
  const node = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return node
}
