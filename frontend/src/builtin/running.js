// An answer that is being written: begun or found running, resumed when the connection breaks, stopped, or left alone.

const AGAIN = [300, 700, 1500, 3000, 6000, 10000] // ms; a connection that does not come back in this time is given up

export class Running {
  #client
  isLeft = false
  answer = null
  isStopped = false

  constructor(client) {
    this.#client = client
  }

  /** The events of a new answer. Throws a `Refusal` if the server does not take the request. */
  async *begin(type, params) {
    const stream = await this.#client.begin(type, params)
    this.answer = stream.answer
    yield* this.#through(stream)
  }

  /** The events of an answer that runs already, from its beginning. */
  async *resume(answer) {
    this.answer = answer
    yield* this.#through(await this.#client.follow(answer, 0))
  }

  /** Ends the answer; its events end by themselves, with what was kept of it. */
  stop() {
    if (this.isStopped || !this.answer) return
    this.isStopped = true
    this.#client.stop(this.answer).catch(() => (this.isStopped = false))
  }

  /** Reads no more of it; the answer goes on. */
  leave() {
    this.isLeft = true
    this.#leave()
  }

  #leave
  #left = new Promise((resolve) => (this.#leave = resolve))

  // The events of a stream and, when it breaks, of those that go on with it; none is missed or repeated.
  async *#through(stream) {
    let failures = 0
    for (;;) {
      const events = stream[Symbol.asyncIterator]()
      try {
        for (;;) {
          const next = await Promise.race([events.next(), this.#left])
          if (this.isLeft || next.done) return
          failures = 0
          yield next.value
        }
      } catch (error) {
        if (!this.answer) throw error
      }
      stream = await this.#goneOn(stream.number, failures++)
      if (!stream) return
    }
  }

  async #goneOn(number, failures) {
    for (; failures < AGAIN.length; failures++) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN[failures]))
      if (this.isLeft) return null
      try {
        return await this.#client.follow(this.answer, number)
      } catch (refusal) {
        if (refusal.status) throw refusal
      }
    }
    throw new Error('The connection did not come back.')
  }
}
