// A button that copies a text and says that it did.
import { el } from '../element.js'
import { icon } from '../icons.js'

export function copyButton(text, strings) {
  const button = iconButton('copy', strings.copy, async () => {
    await navigator.clipboard.writeText(text())
    show(button, 'check', strings.copied)
    setTimeout(() => show(button, 'copy', strings.copy), 1500)
  })
  return button
}

/** A button of one icon, which has its name for whoever cannot see it. */
export function iconButton(name, label, onclick, properties = {}) {
  return el('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick, ...properties }, icon(name))
}

function show(button, name, label) {
  button.replaceChildren(icon(name))
  button.setAttribute('aria-label', label)
  button.title = label
}
