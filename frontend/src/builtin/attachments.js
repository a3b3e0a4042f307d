// Files that were uploaded, as chips; in the composer each can be taken away again.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { iconButton } from './copy.js'

/** A row of chips. `onRemove(attachment)` adds a button to each. */
export function attachmentChips(attachments, kit, onRemove) {
  return el('ul', { class: 'attachments', 'aria-label': kit.strings.attachments }, ...attachments.map((one) => chip(one, kit, onRemove)))
}

function chip(attachment, kit, onRemove) {
  const src = attachment.type === 'image' && kit.picture(attachment.preview_url)
  const look = src ? el('img', { src, alt: '', loading: 'lazy' }) : icon(attachment.type === 'image' ? 'square-image' : 'document')
  const remove = onRemove && iconButton('close', kit.phrase('removeAttachment', { name: attachment.name }), () => onRemove(attachment))
  return el('li', { class: 'attachment' }, look, el('span', {}, attachment.name), remove)
}
