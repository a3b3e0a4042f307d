// The parts of widgets that only show something.
import { el } from '../../element.js'
import { icon } from '../../icons.js'
import { boxed, color, px, radius, space, styled } from './looks.js'

export const ICON_SIZES = { xs: 14, sm: 16, md: 20, lg: 24, xl: 28, '2xl': 32, '3xl': 40 }

export function Badge({ label, color: tone = 'secondary', variant = 'soft', size = 'sm', pill }) {
  const node = el('span', { class: `w-badge ${variant} ${size}` }, String(label ?? ''))
  node.classList.toggle('round', pill !== false)
  return styled(node, { '--tone': color(tone) })
}

export function Icon({ name, color: tone, size }) {
  return styled(el('span', { class: 'w-icon' }, icon(name)), { color: color(tone), '--size': px(ICON_SIZES[size]) })
}

export function Divider({ color: tone, size, spacing, flush }) {
  const node = el('hr', { class: 'w-divider' })
  node.classList.toggle('flush', Boolean(flush))
  return styled(node, { 'border-top-color': color(tone), 'border-top-width': px(size), 'margin-block': space(spacing) })
}

export function Spacer({ minSize }) {
  return styled(el('span', { class: 'w-spacer' }), { 'min-width': px(minSize), 'min-height': px(minSize) })
}

/** A picture that may not be fetched is its description. */
export function Image(image, { kit }) {
  const src = kit.picture(image.src)
  const { alt = '', fit, position, frame, flush } = image
  const node = src
    ? el('img', { src, alt, loading: 'lazy', referrerPolicy: 'no-referrer' })
    : el('span', { role: 'img', 'aria-label': alt }, icon('square-image'), alt)
  node.className = `w-image${frame ? ' framed' : ''}${flush ? ' flush' : ''}${src ? '' : ' absent'}`
  return styled(boxed(node, image), { 'object-fit': fit, 'object-position': position, 'border-radius': radius(image.radius) })
}
