// What the docked chat shows to somebody who is not signed in: what it is for, and the way in.
import { CHAT, drawn } from '../drawing.js'
import { el } from '../element.js'
import { signInCard } from '../sign_in.js'
import { dress } from './styles.js'

/** Returns the link that signs in. */
export function welcome(host, config, place) {
  dress(host)
  const card = signInCard(config)
  const { greeting } = config.options.startScreen ?? {}
  card.prepend(el('div', { class: 'mark' }, drawn(CHAT)), greeting && el('h2', {}, greeting))
  place.replaceChildren(card)
  return card.querySelector('a')
}
