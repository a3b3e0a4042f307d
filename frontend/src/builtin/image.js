// An image that is being made, and then is there.
import { el } from '../element.js'
import { icon } from '../icons.js'

export class GeneratedImage {
  #kit
  #frame = el('div', { class: 'image-frame' })
  #bar
  #text = el('figcaption', {})
  #shown = null
  #item

  constructor(item, kit) {
    this.#kit = kit
    this.#bar = el('progress', { max: 1, 'aria-label': kit.strings.makingImage })
    this.node = el('figure', { class: 'generated', 'data-item': item.id }, this.#frame, this.#bar, this.#text)
    this.update(item)
  }

  update(item) {
    this.#item = item
    this.#picture(item.image)
    const isGrowing = this.#kit.isBusy && (item.progress ?? 0) < 1 && (!item.image || item.progress !== undefined)
    this.node.classList.toggle('growing', isGrowing)
    this.#bar.hidden = !isGrowing
    if (isGrowing && item.progress !== undefined) this.#bar.value = item.progress
    else this.#bar.removeAttribute('value')
    const { strings } = this.#kit
    const percent = item.progress === undefined ? '' : ` ${this.#kit.number(item.progress, { style: 'percent' })}`
    this.#text.textContent = isGrowing ? strings.makingImage + percent : item.image ? '' : strings.noImage
  }

  settle() {
    this.update({ ...this.#item, progress: undefined })
  }

  #picture(image) {
    if (this.#shown === (image?.url ?? '')) return
    this.#shown = image?.url ?? ''
    const src = image && this.#kit.picture(image.url)
    if (!src) return this.#frame.replaceChildren(icon('square-image'))
    const picture = el('img', { src, alt: this.#kit.strings.generatedImage })
    const whole = src.startsWith('data:') ? picture : el('a', { href: src, target: '_blank', rel: 'noopener' }, picture)
    this.#frame.replaceChildren(whole)
  }
}
