// A widget in the thread: built from its components, kept up with its item, and what its buttons and fields do.
import { el } from '../../element.js'
import { copyButton } from '../copy.js'
import { composed } from './components.js'
import { keptValues, valuesOf } from './values.js'

const QUIETLY = new Set(['Select', 'Checkbox', 'RadioGroup', 'DatePicker']) // changing them shows no waiting
const WHOLE = new Set(['Card', 'Form'])

export class Widget {
  #kit
  #item
  #live
  #shown
  #body = el('div', { class: 'widget-body' })

  constructor(item, kit) {
    this.#kit = kit
    const copy =
      item.copy_text &&
      el(
        'div',
        { class: 'actions' },
        copyButton(() => this.#item.copy_text, kit.strings),
      )
    this.node = el(
      'article',
      { class: 'widget', 'data-item': item.id },
      el('h3', { class: 'unseen' }, kit.strings.assistantSaid),
      this.#body,
      copy,
    )
    this.update(item)
  }

  /** Text that grows and single components change in place; anything else is built anew, with what was typed kept. */
  update(item, change) {
    this.#item = item
    const part = change && this.#live.get(change.component_id)
    if (change?.type === 'widget.streaming_text.value_delta' && part?.append) part.append(change.delta)
    else if (change?.type === 'widget.component.updated' && part) this.#swap(part, change.component)
    else if (JSON.stringify(item.widget) !== this.#shown) this.#build()
    this.#shown = JSON.stringify(item.widget)
  }

  #build() {
    this.#live = new Map()
    const restore = keptValues(this.#body)
    const node = composed(this.#item.widget, this.#surroundings)
    this.#body.replaceChildren(...(node ? [node] : []))
    restore()
  }

  #swap(part, component) {
    const restore = keptValues(part.node)
    const node = composed(component, { ...this.#surroundings, parent: part.node.parentElement })
    if (node) part.node.replaceWith(node)
    restore(node)
  }

  get #surroundings() {
    return { kit: this.#kit, item: this.#item, live: this.#live, act: (...values) => this.#act(...values) }
  }

  // Does an action: with the payload go the values of the form around it, and a sign that it is under way.
  async #act(action, component, node, own = {}) {
    if (!action?.type || node.getAttribute('aria-busy') === 'true' || this.#body.inert) return
    const form = node.closest('form')
    const values = { ...(form && this.#body.contains(form) ? valuesOf(form) : {}), ...own }
    const payload = Object.keys(values).length ? { ...action.payload, ...values } : action.payload
    const done = this.#wait(behaviorOf(action, component), node)
    try {
      await this.#kit.talk.act({ ...action, payload }, this.#item)
    } catch (error) {
      this.#kit.emit('error', { error })
    } finally {
      done()
    }
  }

  #wait(behavior, node) {
    const busy = behavior === 'container' ? this.#body : behavior === 'self' ? node : null
    if (!busy) return () => {}
    busy.setAttribute('aria-busy', 'true')
    busy.inert = busy === this.#body
    return () => {
      busy.removeAttribute('aria-busy')
      busy.inert = false
    }
  }
}

function behaviorOf({ loadingBehavior = 'auto' }, { type }) {
  if (loadingBehavior !== 'auto') return loadingBehavior
  return QUIETLY.has(type) ? 'none' : WHOLE.has(type) ? 'container' : 'self'
}
