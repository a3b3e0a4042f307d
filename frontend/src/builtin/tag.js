// Things that the site knows (people, orders, pages), as small tags that may open and show a preview.
import { el } from '../element.js'
import { Preview } from './preview.js'

/** A tag in a question. */
export function tag({ id, text, group, interactive = false, data = {} }, kit) {
  return opened({ id, title: text, ...(group && { group }), interactive, data }, { class: 'tag' }, [`@${text}`], kit)
}

/** An entity as an element: a button where the page wants to hear of it, otherwise text. */
export function opened(entity, properties, children, kit) {
  const { onClick, onRequestPreview } = kit.options.entities ?? {}
  if (!entity.interactive || (!onClick && !onRequestPreview)) return el('span', properties, ...children)
  const look = properties.class ? properties : { ...properties, class: 'link' }
  const node = el('button', { type: 'button', ...look, onclick: () => onClick?.(entity) }, ...children)
  if (onRequestPreview) new Preview(node, entity, kit)
  return node
}
