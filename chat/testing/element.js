// Enough of OpenAI's element for tests without OpenAI: it takes options, says when it is ready, and speaks ChatKit's
// protocol through the `fetch` that it is given. What it was told is kept in its properties.
customElements.define('openai-chatkit', class extends HTMLElement {
  async setOptions(options) {
    this.options = options
    this.api = options.api
    this.textContent = 'OpenAI’s component'
    setTimeout(() => this.dispatchEvent(new CustomEvent('chatkit.ready')))
    if (options.initialThread) await this.post('threads.get_by_id', { thread_id: options.initialThread })
  }
  async focusComposer() { this.focused = true }
  async setThreadId(id) {
    this.dispatchEvent(new CustomEvent('chatkit.thread.change', { detail: { threadId: id } }))
  }
  fetchUpdates() { this.updates = (this.updates ?? 0) + 1 }
  post(type, params, signal) {
    const headers = { 'Content-Type': 'application/json' }
    return this.api.fetch(this.api.url, { method: 'POST', headers, body: JSON.stringify({ type, params }), signal })
  }
  // Asks, reads until there is `word9` in the answer, and then goes away by `abort` or `cancel`, or stays.
  async ask(text, end) {
    const content = [{ type: 'input_text', text }]
    const input = { content, attachments: [], quoted_text: '', inference_options: {} }
    this.ending = new AbortController()
    const response = await this.post('threads.create', { input }, this.ending.signal)
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    while (!seen.includes('word9')) seen += (await reader.read()).value
    if (end === 'abort') this.ending.abort()
    if (end === 'cancel') await reader.cancel()
    return /"id":"(thr_\w+)"/.exec(seen)[1]
  }
})
