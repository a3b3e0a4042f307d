// What the site tells everybody who uses the chat.
import { el } from '../element.js'
import { dress } from './styles.js'

export class Announcement {
  node = el('p', { class: 'announcement', role: 'status' })
  #url
  #fetch

  constructor(host, { announcementUrl }, fetch) {
    this.#url = announcementUrl
    this.#fetch = fetch
    dress(host)
  }

  /** Asks for it; where that fails there is none to show. */
  async ask() {
    const response = await this.#fetch(this.#url).catch(() => null)
    if (response?.ok) this.show((await response.json()).announcement)
  }

  show(text) {
    if (this.node.textContent !== text) this.node.textContent = text
  }
}
