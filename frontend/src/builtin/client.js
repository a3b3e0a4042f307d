// Speaks ChatKit's protocol: one URL, JSON in; JSON or server-sent events out.
import { EventSourceParserStream } from 'eventsource-parser/stream'

/** What the server said instead of doing what it was asked, or that it could not be reached (status 0). */
export class Refusal extends Error {
  constructor(status, { code = '', message = '' } = {}) {
    super(message)
    this.status = status
    this.code = code
  }
}

export class Client {
  #url
  #fetch

  constructor({ url, fetch }) {
    this.#url = url
    this.#fetch = fetch ?? ((...values) => window.fetch(...values))
  }

  /** One request, its reply as JSON. Throws a `Refusal`. */
  async call(type, params) {
    const response = await this.#post(type, params, { accept: 'application/json' })
    return response.json()
  }

  /** One request, its events as they come. Throws a `Refusal` before the first one, or when the stream is cut. */
  async *stream(type, params, signal) {
    const response = await this.#post(type, params, { accept: 'text/event-stream', signal })
    const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
    const reader = events.getReader()
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        if (value.data) yield JSON.parse(value.data)
      }
    } catch (error) {
      throw signal?.aborted ? error : new Refusal(0)
    } finally {
      reader.releaseLock()
    }
  }

  async #post(type, params, { accept, signal }) {
    const request = {
      method: 'POST',
      signal,
      headers: { 'Content-Type': 'application/json', Accept: accept },
      body: JSON.stringify({ type, params }),
    }
    const response = await this.#fetch(this.#url, request).catch((error) => {
      throw signal?.aborted ? error : new Refusal(0)
    })
    if (response.ok && response.headers.get('Content-Type')?.startsWith(accept)) return response
    // Anything else is a refusal, or a page of somebody's who stands between us and the server.
    throw new Refusal(response.ok ? 0 : response.status, await response.json().catch(() => ({})))
  }
}
