// The part that scrolls: it follows what is written at its end while the person reads there.
import { el } from '../element.js'
import { icon } from '../icons.js'

const NEAR = 80 // px from the end within which new text pulls the view along

export class Scroller {
  node
  down
  #isFollowing = true

  constructor(kit, ...children) {
    const { strings } = kit
    const label = strings.newest
    this.node = el('div', { class: 'scroller', role: 'region', 'aria-label': strings.messages, tabIndex: 0 }, ...children)
    this.down = el(
      'button',
      { type: 'button', class: 'down', hidden: true, 'aria-label': label, title: label, onclick: () => this.toEnd() },
      icon('down_arrow'),
    )
    this.node.addEventListener('scroll', () => this.#look(), { passive: true })
    const follow = new ResizeObserver(() => this.#isFollowing && kit.options.thread?.autoScroll !== false && this.toEnd())
    for (const box of [this.node, ...children]) follow.observe(box)
  }

  toEnd() {
    this.#isFollowing = true
    this.node.scrollTop = this.node.scrollHeight
  }

  /** Call what this returns when something was put in above: what the person reads has not moved. */
  keep() {
    const below = this.node.scrollHeight - this.node.scrollTop
    this.#isFollowing = false
    return () => requestAnimationFrame(() => (this.node.scrollTop = this.node.scrollHeight - below))
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.node
    this.#isFollowing = scrollHeight - scrollTop - clientHeight < NEAR
    this.down.hidden = this.#isFollowing
  }
}
