// A look at an entity while the pointer or the focus rests on it.
import { el } from '../element.js'
import { composed } from './widgets/components.js'

const PATIENCE = 250 // ms
let count = 0

export class Preview {
  #node
  #entity
  #kit
  #timer
  #box = null
  // What is pointed at may go while the pointer rests on it.
  #watch = new MutationObserver(() => this.#node.isConnected || this.#hide())

  constructor(node, entity, kit) {
    this.#node = node
    this.#entity = entity
    this.#kit = kit
    for (const name of ['pointerenter', 'focus']) node.addEventListener(name, () => this.#await())
    for (const name of ['pointerleave', 'blur', 'click']) node.addEventListener(name, () => this.#hide())
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#box) return
      event.preventDefault()
      this.#hide()
    })
  }

  #await() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#show(), PATIENCE)
  }

  async #show() {
    const timer = this.#timer
    const found = await Promise.resolve(this.#kit.options.entities?.onRequestPreview?.(this.#entity)).catch(() => null)
    if (timer !== this.#timer || this.#box || !found?.preview || !this.#node.isConnected) return
    const body = composed(found.preview, { kit: this.#kit, item: null, act() {} })
    if (!body) return
    this.#box = el('div', { class: 'preview', role: 'tooltip', id: `preview-${++count}` }, body)
    this.#kit.root.append(this.#box)
    this.#node.setAttribute('aria-describedby', this.#box.id)
    this.#place()
    this.#watch.observe(this.#kit.root, { childList: true, subtree: true })
  }

  #place() {
    const frame = this.#kit.root.host.getBoundingClientRect()
    const at = this.#node.getBoundingClientRect()
    const box = this.#box.getBoundingClientRect()
    const isAbove = at.bottom + box.height + 16 > frame.bottom
    const left = Math.max(8, Math.min(at.left - frame.left, frame.width - box.width - 8))
    this.#box.style.setProperty('left', `${left}px`)
    this.#box.style.setProperty('top', `${(isAbove ? at.top - box.height - 6 : at.bottom + 6) - frame.top}px`)
  }

  #hide() {
    clearTimeout(this.#timer)
    this.#timer = null
    this.#watch.disconnect()
    this.#box?.remove()
    this.#box = null
    this.#node.removeAttribute('aria-describedby')
  }
}
