// Who of the staff answers in the thread, for as long as they say that they are there.
import { el } from '../element.js'
import { dress } from './styles.js'

export class Here {
  node = el('p', { class: 'here', role: 'status' })
  #config
  #timer

  constructor(host, config) {
    this.#config = config
    dress(host)
  }

  /** Shows a name; without one, that nobody is there. */
  show(name) {
    const { strings, believedSeconds } = this.#config
    clearTimeout(this.#timer)
    const said = name ? strings.here.replace('{name}', () => name) : ''
    if (this.node.textContent !== said) this.node.textContent = said
    if (name) this.#timer = setTimeout(() => this.show(''), believedSeconds * 1000)
  }
}
