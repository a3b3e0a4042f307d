// Hears which of the person's threads moved. Where there is no socket, nothing is worse than before a reload.

const SOONEST = 1000 // ms until the first attempt to come back
const LATEST = 30_000
const SIGNED_OUT = 4401

export class Live {
  #url
  #tab
  #onMoved
  #socket
  #wait = SOONEST
  #timer
  #wasOpen = false
  #onHere
  #onAnnounced
  #watching = null

  /**
   * `onMoved({ thread, moved })` is told of what others did; without a thread, that something may have been missed.
   * `onHere(name)` is told who of the staff answers in the thread that is watched, and, with an empty name, that nobody does;
   * `onAnnounced(text)`, what the site tells everybody.
   */
  constructor({ liveUrl }, tab, { onMoved, onHere, onAnnounced }) {
    this.#url = liveUrl && new URL(liveUrl, location.href.replace(/^http/, 'ws'))
    this.#tab = tab
    this.#onMoved = onMoved
    this.#onHere = onHere
    this.#onAnnounced = onAnnounced
  }

  /** This is the thread that the page shows now. */
  watch(thread) {
    this.#watching = thread
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ watching: thread }))
  }

  open() {
    if (!this.#url || this.#socket) return
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#wait = SOONEST
      this.watch(this.#watching)
      if (this.#wasOpen) this.#tell({})
      this.#wasOpen = true
    })
    socket.addEventListener('message', ({ data }) => {
      const moved = JSON.parse(data)
      if ('announcement' in moved) this.#onAnnounced(moved.announcement)
      else if ('colleague' in moved) this.#onHere(moved.thread === this.#watching ? moved.colleague : '')
      else if (moved.tab !== this.#tab) this.#tell(moved)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket !== socket) return
      this.#socket = null
      if (code !== SIGNED_OUT) this.#again()
    })
  }

  close() {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #again() {
    this.#timer = setTimeout(() => this.open(), this.#wait * (0.7 + Math.random() * 0.6))
    this.#wait = Math.min(this.#wait * 2, LATEST)
  }

  #tell(moved) {
    Promise.resolve(this.#onMoved(moved)).catch(() => {})
  }
}
