// Speaks ChatKit's protocol: one URL, JSON in; JSON or server-sent events out. Answers can be followed and stopped.
import { EventStream } from './events.js'

/** What the server said instead of doing what it was asked, or that it could not be reached (status 0). */
export class Refusal extends Error {
  constructor(status, { code = '', message = '', login_url } = {}) {
    super(message)
    this.status = status
    this.code = code
    this.loginUrl = login_url
  }
}

export class Client {
  #url
  #fetch
  #answerUrl

  constructor({ url, fetch }, answerUrl) {
    this.#url = url
    this.#fetch = fetch ?? ((...values) => window.fetch(...values))
    this.#answerUrl = answerUrl
  }

  /** One request, its reply as JSON. Throws a `Refusal`. */
  async call(type, params) {
    return (await this.#post(type, params, 'application/json')).json()
  }

  /** A thread, and its newest answer: `{ thread, answer, state }`. */
  async open(threadId) {
    const response = await this.#post('threads.get_by_id', { thread_id: threadId }, 'application/json')
    const [answer, state] = ['ChatKit-Answer', 'ChatKit-Answer-State'].map((name) => response.headers.get(name))
    return { thread: await response.json(), answer, state }
  }

  /** Begins an answer. Throws a `Refusal` if the server does not take the request. */
  async begin(type, params) {
    const response = await this.#post(type, params, 'text/event-stream')
    return new Stream(response)
  }

  /** Goes on with an answer after an event of it. */
  async follow(answer, after) {
    const request = { headers: { Accept: 'text/event-stream', 'Last-Event-ID': String(after) } }
    return new Stream(await this.#checked(this.#fetch(this.#answerUrl.replace('ANSWER', answer), request), 'text/event-stream'), after)
  }

  async stop(answer) {
    await this.#checked(this.#fetch(`${this.#answerUrl.replace('ANSWER', answer)}stop/`, { method: 'POST' }), 'application/json')
  }

  #post(type, params, accept) {
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept },
      body: JSON.stringify({ type, params }),
    }
    return this.#checked(this.#fetch(this.#url, request), accept)
  }

  async #checked(request, accept) {
    const response = await request.catch(() => {
      throw new Refusal(0)
    })
    if (response.ok && response.headers.get('Content-Type')?.startsWith(accept)) return response
    // Anything else is a refusal, or a page of somebody's who stands between us and the server.
    throw new Refusal(response.ok ? 0 : response.status, await response.json().catch(() => ({})))
  }
}

/** An answer's events as they come, and how far they have come. Iterating throws when the connection breaks. */
class Stream {
  #body

  constructor(response, after = 0) {
    this.answer = response.headers.get('ChatKit-Answer')
    this.number = after
    this.#body = response.body
  }

  async *[Symbol.asyncIterator]() {
    const events = this.#body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventStream())
    const reader = events.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      if (!value.data) continue
      this.number = value.id ? Number(value.id) : this.number + 1
      yield JSON.parse(value.data)
    }
  }
}
