// The scrolling middle: the messages, what the assistant is doing, what went wrong, or the start screen.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { errorCard, noticeCard } from './cards.js'
import { Question } from './question.js'
import { Scroller } from './scroller.js'
import { startScreen } from './start.js'
import { viewOf } from './views.js'

export class Conversation {
  #kit
  #views = new Map()
  #list = el('div', { class: 'messages' })
  #earlier
  #progress = el('p', { class: 'progress', hidden: true })
  #extras = el('div', { class: 'extras' })
  #start = el('div', { class: 'start-place' })
  #spoken = el('div', { class: 'unseen', role: 'status' })
  #scroller

  constructor(kit) {
    const { strings } = kit
    this.#kit = kit
    this.#earlier = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => kit.talk.loadEarlier() }, strings.earlier)
    const column = el('div', { class: 'column' }, this.#earlier, this.#list, this.#progress, this.#extras)
    this.#scroller = new Scroller(kit, this.#start, column)
    this.node = el('div', { class: 'conversation' }, this.#scroller.node, this.#scroller.down, this.#spoken)
  }

  /** Shows a whole thread, or the start screen for an empty one. */
  show(thread) {
    this.#views.clear()
    this.#list.replaceChildren()
    this.clear()
    for (const item of thread.items) this.update(item)
    this.more(thread)
    this.greet(thread)
    this.toEnd()
  }

  greet(thread) {
    this.#start.replaceChildren(...(thread.items.length ? [] : [startScreen(this.#kit)]))
  }

  /** Puts older items before those that are shown, without moving what the person reads. */
  prepend(thread) {
    const restore = this.#scroller.keep()
    const views = thread.items.map((item) => this.#views.get(item.id) ?? this.#made(item)).filter(Boolean)
    this.#list.replaceChildren(...views.map((view) => view.node))
    this.more(thread)
    restore()
  }

  more(thread) {
    this.#earlier.hidden = !thread.earlier
  }

  /** Brings an item's view up to date, by an update of the protocol if it was one, or adds it; whether it has one. */
  update(item, change) {
    const view = this.#views.get(item.id)
    if (view) this.#safely(item, () => view.update(item, change))
    if (view) return true
    const made = this.#made(item)
    if (!made) return false
    this.#start.replaceChildren()
    this.#list.append(made.node)
    return true
  }

  /** Takes away the messages of items that are no longer in the thread. */
  prune(thread) {
    const kept = new Set(thread.items.map((item) => item.id))
    for (const [id, view] of this.#views) {
      if (kept.has(id)) continue
      view.node.remove()
      this.#views.delete(id)
    }
  }

  /** No answer runs any more. */
  settle() {
    for (const view of this.#views.values()) view.settle?.()
  }

  /** A question that the server has not confirmed yet. */
  pending(item) {
    this.clear()
    this.#start.replaceChildren()
    this.#extras.replaceChildren(new Question({ ...item, id: 'pending' }, this.#kit).node)
    this.toEnd()
  }

  confirmed() {
    this.#extras.replaceChildren()
  }

  progress(text, name) {
    this.#progress.hidden = text === null
    this.#progress.replaceChildren(...(name ? [icon(name)] : []), el('span', { class: 'live' }, text ?? ''))
  }

  note(item, sentence) {
    this.#views.get(item?.id)?.note?.(sentence)
  }

  error(message, onRetry) {
    for (const older of this.#extras.querySelectorAll('.error')) older.remove()
    this.extra(errorCard(message, onRetry, this.#kit))
  }

  notice(event) {
    this.extra(noticeCard(event, this.#kit))
  }

  /** Something to read that is no message: a notice or the way to sign in. */
  extra(node) {
    this.#extras.append(node)
    this.toEnd()
  }

  clear() {
    this.#extras.replaceChildren()
    this.progress(null)
  }

  /** Says something to whoever listens instead of looking. */
  say(sentence) {
    this.#spoken.textContent = sentence
  }

  toEnd() {
    this.#scroller.toEnd()
  }

  #made(item) {
    const view = viewOf(item, this.#kit)
    if (view) this.#views.set(item.id, view)
    return view
  }

  // What cannot be shown stays as it was; the answer goes on.
  #safely(item, work) {
    try {
      work()
    } catch (error) {
      this.#kit.emit('log', { name: 'item.skipped', data: { type: item.type, message: error.message } })
    }
  }
}
