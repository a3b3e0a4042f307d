// "Ask about this": a button beside text that somebody selects on the page. It quotes the text; it sends nothing.
import { el } from '../element.js'
import { dress } from './styles.js'

const LONGEST = 4000
let kept = ''
const KEY = 'Alt+A'

export class AskButton {
  #host
  #button
  #look = () => this.#update()
  #press = (event) => {
    if (event.altKey && event.code === 'KeyA' && selectedOutside(this.#host)) {
      event.preventDefault()
      this.#ask()
    }
  }

  constructor(host, { askThis }) {
    this.#host = host
    this.#button = el(
      'button',
      { type: 'button', class: 'ask', hidden: true, 'aria-keyshortcuts': KEY, title: KEY, onclick: () => this.#ask() },
      askThis,
    )
    // A press on it must not take the selection away.
    this.#button.addEventListener('pointerdown', (event) => event.preventDefault())
    dress(host)
    host.shadowRoot.append(this.#button)
    this.watch()
    this.#look()
  }

  watch() {
    document.addEventListener('selectionchange', this.#look)
    document.addEventListener('keydown', this.#press)
    addEventListener('scroll', this.#look, { passive: true })
  }

  unwatch() {
    document.removeEventListener('selectionchange', this.#look)
    document.removeEventListener('keydown', this.#press)
    removeEventListener('scroll', this.#look)
  }

  #update() {
    const text = selectedOutside(this.#host)
    // Writing in the chat takes the selection away from the page, but not from what the person means.
    if (!this.#host.matches(':focus-within')) kept = text
    this.#button.hidden = !text
    if (!text) return
    const place = getSelection().getRangeAt(0).getBoundingClientRect()
    const left = Math.max(8, Math.min(place.left + place.width / 2, innerWidth - 80))
    this.#button.style.setProperty('left', `${left}px`)
    this.#button.style.setProperty('top', `${place.top > 52 ? place.top - 44 : place.bottom + 8}px`)
  }

  async #ask() {
    const reply = selectedOutside(this.#host)
    this.#button.hidden = true
    if (!reply) return
    this.#host.open()
    try {
      await this.#host.setComposerValue({ reply })
      await this.#host.focusComposer()
    } catch {} // there is no component, as the panel says
  }
}

/** What the person has selected on the page, or had before they began to write in the chat. */
export function selectionFor(host) {
  return selectedOutside(host) || kept
}

// The selected text of the page, unless it is the chat's own, somebody's input, or private.
function selectedOutside(host) {
  const selection = getSelection()
  const node = selection?.anchorNode
  if (!node || selection.isCollapsed || host.contains(node)) return ''
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
  if (element?.closest('[data-chatkit-private], input, textarea, [contenteditable]')) return ''
  const range = selection.getRangeAt(0)
  if ([...document.querySelectorAll('[data-chatkit-private]')].some((one) => range.intersectsNode(one))) return ''
  return selection.toString().trim().slice(0, LONGEST)
}
