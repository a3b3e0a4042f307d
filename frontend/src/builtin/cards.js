// What is no message: an error with a way on, and a notice.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { iconButton } from './copy.js'

const LEVELS = { info: 'info', warning: 'alert', danger: 'alert' }

/** An error that the person can read, with a button to try again where that may help. */
export function errorCard(message, onRetry, { strings }) {
  const retry = onRetry && el('button', { type: 'button', class: 'again', onclick: onRetry }, strings.tryAgain)
  return el('div', { class: 'error', role: 'alert' }, icon('alert'), el('p', {}, message || strings.broken), retry)
}

/** A notice; it goes when the person has read it. */
export function noticeCard({ level, message, title }, kit) {
  const known = Object.hasOwn(LEVELS, level) ? level : 'info'
  const body = el('div', { class: 'notice-body' }, title && el('strong', {}, title), kit.markdown(message))
  const card = el('div', { class: `notice ${known}`, role: known === 'danger' ? 'alert' : 'status' }, icon(LEVELS[known]), body)
  card.append(iconButton('close', kit.strings.dismiss, () => card.remove()))
  return card
}
