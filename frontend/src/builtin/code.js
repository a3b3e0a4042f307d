// A block of code with a button to copy it.
import { el } from '../element.js'
import { copyButton } from './copy.js'

export function codeBlock(text, language, strings) {
  const name = /^[\w+#.-]{1,20}$/.exec(language ?? '')?.[0] ?? ''
  return el(
    'div',
    { class: 'code' },
    el('div', { class: 'code-head' }, el('span', {}, name), copyButton(() => text, strings)),
    el('pre', { tabIndex: 0, role: 'group', 'aria-label': strings.code }, el('code', {}, text)),
  )
}
