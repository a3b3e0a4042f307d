// The words of widgets.
import { el } from '../../element.js'
import { Markdown as Text_ } from '../markdown.js'
import { boxed, color, px, styled } from './looks.js'

const WEIGHTS = { normal: 400, medium: 500, semibold: 600, bold: 700 }
const BODY = { xs: 0.75, sm: 0.875, md: 1, lg: 1.125, xl: 1.25 }
const TITLE = { sm: 1, md: 1.125, lg: 1.25, xl: 1.5, '2xl': 1.75, '3xl': 2.125, '4xl': 2.5, '5xl': 3 }
const CAPTION = { sm: 0.75, md: 0.8125, lg: 0.875 }

export function Text(text, around) {
  if (text.editable) return editable(text, around)
  const node = set(el('p', { class: 'w-text' }), text, BODY)
  styled(node, {
    'font-style': text.italic && 'italic',
    'text-decoration': text.lineThrough && 'line-through',
    'min-height': text.minLines && `${text.minLines}lh`,
  })
  return { node, append: (delta) => node.append(delta) }
}

export function Title(title) {
  return set(el('div', { class: 'w-title', role: 'heading', 'aria-level': '4' }), title, TITLE)
}

export function Caption(caption) {
  return set(el('p', { class: 'w-caption' }), caption, CAPTION)
}

export function Markdown({ value }, { kit }) {
  const node = el('div', { class: 'w-markdown' })
  const markdown = new Text_(node, kit)
  let text = value ?? ''
  markdown.render(text)
  const append = (delta) => markdown.render((text += delta))
  return { node, append }
}

/** The looks that all words share. */
export function set(node, { value, size, weight, color: tone, textAlign, truncate, maxLines, width }, sizes) {
  node.textContent = value ?? ''
  const lines = truncate ? 1 : maxLines
  if (lines) node.classList.add('clamped')
  return styled(node, {
    'font-size': sizes[size] && `${sizes[size]}em`,
    'font-weight': WEIGHTS[weight],
    color: color(tone),
    'text-align': textAlign,
    '-webkit-line-clamp': lines,
    width: px(width),
  })
}

export const LABEL = BODY

function editable(text, { kit }) {
  const { name, placeholder, required, pattern, autoComplete, autoFocus, autoSelect } = text.editable
  const isLong = (text.maxLines ?? text.minLines ?? 1) > 1
  const field = el(isLong ? 'textarea' : 'input', {
    class: 'w-editable',
    name,
    defaultValue: text.value ?? '',
    placeholder: placeholder ?? '',
    required: Boolean(required),
    autocomplete: autoComplete ?? 'off',
    'aria-label': placeholder || name,
  })
  if (pattern && !isLong) field.pattern = pattern
  set(field, text, BODY)
  field.value = text.value ?? ''
  if (autoSelect) field.addEventListener('focus', () => field.select())
  if (autoFocus && kit.isBusy) queueMicrotask(() => field.focus())
  return boxed(field, {})
}
