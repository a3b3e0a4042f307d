// A message that somebody sent when they were signed out already: kept in this tab, and sent once they are back. If
// somebody else signs in instead, it is forgotten.

const KEPT = 'chatkit.again'

export class Again {
  #key
  #whose

  constructor({ options, madeFor }) {
    this.#key = `${KEPT}:${options.api.url}`
    this.#whose = madeFor.mark
  }

  /** Takes note of a message that the server did not take. */
  remember({ params }) {
    if (!params?.input) return
    const kept = { whose: this.#whose, thread: params.thread_id ?? null, input: params.input }
    sessionStorage.setItem(this.#key, JSON.stringify(kept))
  }

  /** Sends it, in the thread that it was for; where that is gone, it is a draft again. */
  async repeat(component) {
    const kept = sessionStorage.getItem(this.#key)
    if (!kept) return
    sessionStorage.removeItem(this.#key)
    const { whose, thread, input } = JSON.parse(kept)
    if (whose !== this.#whose) return
    const { content, quoted_text, attachments, inference_options } = input
    const choice = { toolChoice: inference_options?.tool_choice ?? undefined, model: inference_options?.model ?? undefined }
    const text = content.map((part) => part.text).join('')
    try {
      await component.setThreadId(thread)
    } catch {
      await component.setComposerValue({ text })
      return
    }
    await component.setComposerValue({ text: '' })
    await component.sendUserMessage({ text, content, reply: quoted_text || undefined, attachments, ...choice })
  }
}
