// A thread as the browser knows it: what the protocol's events make of it.
import { update } from './updates.js'

/** One thread, or the empty one that the first message will create (`id` is null). */
export class Thread {
  id = null
  title = null
  status = { type: 'active' }
  items = []
  pictureDomains = []
  earlier = null // where the page before the oldest item begins

  /** Takes what the server says of the thread itself. */
  describe({ id, title, status, allowed_image_domains }) {
    this.id = id
    this.title = title ?? null
    this.status = status ?? this.status
    this.pictureDomains = allowed_image_domains ?? []
  }

  /** Puts a page of items, newest first, before those that are there. */
  prepend({ data, has_more, after }) {
    const known = new Set(this.items.map((item) => item.id))
    this.items.unshift(...data.filter((item) => !known.has(item.id)).reverse())
    this.earlier = has_more ? after : null
  }

  /** Applies an event of a stream; the item that it touched, if any. Unknown events and items do nothing. */
  apply(event) {
    switch (event.type) {
      case 'thread.created':
      case 'thread.updated':
        this.describe(event.thread)
        return null
      case 'thread.item.added':
      case 'thread.item.done':
      case 'thread.item.replaced':
        return event.item?.id ? this.put(event.item) : null
      case 'thread.item.removed':
        this.items = this.items.filter((item) => item.id !== event.item_id)
        return null
      case 'thread.item.updated':
        return this.#update(event)
      default:
        return null
    }
  }

  /** The question that an item answers. */
  questionOf(item) {
    const before = this.items.slice(0, this.items.indexOf(item))
    return before.findLast((other) => other.type === 'user_message') ?? null
  }

  /** Puts an item into the place of the one with its id, or at the end. */
  put(item) {
    const place = this.items.findIndex((known) => known.id === item.id)
    if (place < 0) this.items.push(item)
    else this.items[place] = item
    return item
  }

  #update(event) {
    const item = this.items.find((known) => known.id === event.item_id)
    return item && event.update && update(item, event.update) ? item : null
  }

  /** The question to the person that waits for an answer: the newest, unless something was asked after it. */
  get pendingInput() {
    const newest = this.items.findLast(({ type }) => type === 'structured_input' || type === 'user_message')
    return newest?.type === 'structured_input' && newest.status === 'pending' ? newest : null
  }

  /** What the page is asked to do, if that is the last word of the thread. */
  get pendingCall() {
    const newest = this.items.at(-1)
    return newest?.type === 'client_tool_call' && newest.status === 'pending' ? newest : null
  }
}
