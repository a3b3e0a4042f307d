// The buttons of widgets.
import { el } from '../../element.js'
import { icon } from '../../icons.js'
import { color, px, styled } from './looks.js'
import { ICON_SIZES } from './ornaments.js'

const HEIGHTS = { '3xs': 22, '2xs': 24, xs: 26, sm: 28, md: 32, lg: 36, xl: 40, '2xl': 44, '3xl': 48 }

export function Button(button, { act }) {
  const { label, iconStart, iconEnd, submit, onClickAction, style, disabled } = button
  const node = el(
    'button',
    { type: submit ? 'submit' : 'button', disabled: Boolean(disabled) },
    iconStart && icon(iconStart),
    label && el('span', {}, label),
    iconEnd && icon(iconEnd),
  )
  if (!label)
    node.setAttribute(
      'aria-label',
      String(iconStart ?? iconEnd ?? '')
        .replace(/^\w+:/, '')
        .replaceAll('-', ' '),
    )
  if (onClickAction) node.addEventListener('click', () => act(onClickAction, button, node))
  const tone = button.color ?? style ?? 'secondary'
  const variant = button.variant ?? (tone === 'secondary' ? 'outline' : 'solid')
  const flags = ['pill', 'uniform', 'block'].filter((name) => button[name] ?? name === 'pill')
  node.className = ['w-button', variant, tone === 'primary' || tone === 'secondary' ? tone : 'toned', ...flags].join(' ')
  return styled(node, {
    '--tone': tone === 'primary' || tone === 'secondary' ? undefined : color(tone),
    '--height': px(HEIGHTS[button.size]),
    '--size': px(ICON_SIZES[button.iconSize]),
  })
}
