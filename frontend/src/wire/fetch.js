// The `fetch` that either component uses. It adds the site's CSRF token and what the page says of itself, to this site
// only; it names each question, so that one sent again is answered once; and it tells the server when the person stops
// an answer, which the closing of a connection does not.

import { signInUrl } from '../sign_in.js'

const STREAMING = new Set([
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
])

const AGAIN = 20_000 // ms of silence, more than from one heartbeat to the next, after which a name is forgotten

/**
 * `metadata()` is what the page says with each question, and `tab` its name for itself. `onRunning(answer id)` is told of
 * an answer that runs without being read to its end, `onSignedOut(request)` of a question that nobody took. With
 * `isTranslating` a refusal becomes the notice that OpenAI's component can show.
 */
export function wireFetch(config, { tab, isTranslating, metadata, onRunning, onSignedOut }) {
  const { csrf, madeFor, answerUrl, options } = config
  const wire = new URL(options.api.url, location.href).href
  const names = new Names()
  const stop = (answer) => isHere && fetch(answerUrl.replace('ANSWER', answer) + 'stop/', { method: 'POST', keepalive: true, headers: { [csrf.header]: tokenOf(csrf) } })

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    if (url.origin !== location.origin) return fetch(input, init)
    const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined))
    headers.set(csrf.header, tokenOf(csrf))
    headers.set('ChatKit-Tab', tab)
    if (madeFor.mark) headers.set(madeFor.header, madeFor.mark)
    const request = { ...init, headers, credentials: 'same-origin' }
    if (url.href !== wire || !STREAMING.has(typeOf(init.body))) {
      const response = await fetch(input, request)
      if (response.headers.get('ChatKit-Answer-State') === 'running') onRunning(response.headers.get('ChatKit-Answer'))
      return response
    }
    const name = names.of(init.body)
    headers.set('Idempotency-Key', name.key)
    request.body = withMetadata(init.body, metadata())
    // The signal stays here: before the server has said which answer this is, it could not be told to stop it.
    const { signal, ...rest } = request
    return unlessAborted(fetch(input, rest), signal, (response) => {
      if (response.status === 401) onSignedOut(JSON.parse(init.body))
      if (isTranslating && response.status >= 400 && response.status < 500) return translated(response, config)
      return stoppable(response, { signal, stop, name, onRunning })
    })
  }
}

/** Reads an answer to its end, wherever it runs. */
export async function untilSettled({ answerUrl }, answer) {
  const response = await fetch(answerUrl.replace('ANSWER', answer))
  await response.body?.pipeTo(new WritableStream())
}

// A page that goes away stops nothing.
let isHere = true
addEventListener('pagehide', () => (isHere = false))
addEventListener('pageshow', () => (isHere = true))

// A question that is sent again because its first sending failed, or its answer broke off, keeps its name.
class Names {
  #names = new Map()

  of(body) {
    if (!this.#names.has(body)) this.#names.set(body, new Name(() => this.#names.delete(body)))
    return this.#names.get(body)
  }
}

class Name {
  key = crypto.randomUUID?.() ?? String(Math.random()).slice(2)
  #forget
  #timer

  constructor(forget) {
    this.#forget = forget
  }

  heard() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#forget, AGAIN)
  }

  done() {
    clearTimeout(this.#timer)
    this.#forget()
  }
}

async function unlessAborted(sent, signal, then) {
  if (!signal) return then(await sent)
  const aborted = new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const streamed = sent.then(then)
  streamed.catch(() => {})
  return Promise.race([streamed, aborted])
}

// The same response; that its body is cancelled or its signal aborted is told to the server. One whose connection breaks
// runs on.
function stoppable(response, { signal, stop, name, onRunning }) {
  const answer = response.headers.get('ChatKit-Answer')
  if (!answer || !response.body) {
    name.done()
    return response
  }
  const reader = response.body.getReader()
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    name.done()
    stop(answer)
    reader.cancel().catch(() => {})
  }
  const body = new ReadableStream({
    start(controller) {
      const abort = () => {
        end()
        controller.error(signal.reason)
      }
      if (signal?.aborted) abort()
      signal?.addEventListener('abort', () => !isOver && abort(), { once: true })
    },
    async pull(controller) {
      name.heard()
      const { done, value } = await reader.read().catch((error) => {
        isOver = true
        onRunning(answer)
        throw error
      })
      if (!done) return controller.enqueue(value)
      isOver = true
      name.done()
      controller.close()
    },
    cancel: end,
  })
  return new Response(body, response)
}

function withMetadata(body, metadata) {
  const request = JSON.parse(body)
  return JSON.stringify({ ...request, metadata: { ...request.metadata, ...metadata } })
}

function typeOf(body) {
  try {
    return JSON.parse(body).type
  } catch {
    return null
  }
}

// A refusal as the one event of a stream, which a component shows as a notice: it knows no statuses.
async function translated(response, { loginUrl, strings }) {
  const { message = strings.broken, login_url = loginUrl } = await response.json().catch(() => ({}))
  const way = response.status === 401 ? ` [${strings.signIn}](${signInUrl(login_url)})` : ''
  const notice = { type: 'notice', level: 'warning', message: message + way }
  return new Response(`data: ${JSON.stringify(notice)}\n\n`, { headers: { 'Content-Type': 'text/event-stream' } })
}

// Read at each call, because signing in rotates it. The page brings one along where no cookie may be read.
function tokenOf({ cookie, token }) {
  const prefix = `${cookie}=`
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(prefix))
  return found ? decodeURIComponent(found.slice(prefix.length)) : token
}
