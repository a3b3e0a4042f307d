// A thread as the browser knows it: what the protocol's events make of it.

/** One thread, or the empty one that the first message will create (`id` is null). */
export class Thread {
  id = null
  title = null
  status = { type: 'active' }
  items = []
  earlier = null // where the page before the oldest item begins

  /** Takes what the server says of the thread itself. */
  describe({ id, title, status }) {
    this.id = id
    this.title = title ?? null
    this.status = status ?? this.status
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
        return this.#put(event.item)
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

  #put(item) {
    const place = this.items.findIndex((known) => known.id === item.id)
    if (place < 0) this.items.push(item)
    else this.items[place] = item
    return item
  }

  #update({ item_id, update }) {
    const item = this.items.find((known) => known.id === item_id)
    if (!item?.content) return null
    const part = (item.content[update.content_index] ??= { text: '', annotations: [] })
    switch (update.type) {
      case 'assistant_message.content_part.added':
        item.content[update.content_index] = { ...update.content }
        break
      case 'assistant_message.content_part.text_delta':
        part.text += update.delta
        break
      case 'assistant_message.content_part.annotation_added':
        part.annotations = [...part.annotations]
        part.annotations[update.annotation_index] = update.annotation
        break
      case 'assistant_message.content_part.done':
        // The bridge sends this with no annotations after it has streamed them.
        part.text = update.content.text
        if (update.content.annotations.length) part.annotations = update.content.annotations
        break
      default:
        return null
    }
    return item
  }
}
