// A message that somebody sent when they were signed out already: kept in this tab, and sent once they are back.

const KEPT = 'chatkit.again'

export class Again {
  #key

  constructor({ options }) {
    this.#key = `${KEPT}:${options.api.url}`
  }

  /** Takes note of a message that the server did not take. */
  remember({ params }) {
    if (params?.input) sessionStorage.setItem(this.#key, JSON.stringify({ thread: params.thread_id ?? null, input: params.input }))
  }

  /** Sends it, in the thread that it was for. */
  async repeat(component) {
    const kept = sessionStorage.getItem(this.#key)
    if (!kept) return
    sessionStorage.removeItem(this.#key)
    const { thread, input } = JSON.parse(kept)
    const { content, quoted_text, attachments, inference_options } = input
    const choice = { toolChoice: inference_options?.tool_choice ?? undefined, model: inference_options?.model ?? undefined }
    await component.setThreadId(thread).catch(() => {})
    await component.setComposerValue({ text: '' })
    const text = content.map((part) => part.text).join('')
    await component.sendUserMessage({ text, content, reply: quoted_text || undefined, attachments, ...choice })
  }
}
