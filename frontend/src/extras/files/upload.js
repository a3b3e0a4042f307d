// One file on its way: announced to the server, and sent to where that says.
import { el } from '../../element.js'

export class Upload {
  node
  /** The attachment; nothing, if the person changed their mind. Rejects with a sentence, where the server has one. */
  done
  #kit
  #bar = el('progress', { max: 1 })
  #request = new XMLHttpRequest()
  #isCancelled = false
  #id

  constructor(file, kit) {
    const { name } = file
    const cancel = kit.phrase('cancelUpload', { name })
    this.#kit = kit
    this.#bar.setAttribute('aria-label', kit.phrase('uploading', { name }))
    this.node = el(
      'li',
      { class: 'upload' },
      el('span', {}, name),
      this.#bar,
      el('button', { type: 'button', class: 'icon', 'aria-label': cancel, title: cancel, onclick: () => this.#cancel() }, '×'),
    )
    this.done = this.#sent(file)
  }

  async #sent(file) {
    const { name, size, type } = file
    const { uploadStrategy, fetch } = this.#kit.options.api
    if (uploadStrategy?.type === 'direct') return this.#direct(file, uploadStrategy.uploadUrl, fetch)
    const announced = await this.#kit.client.call('attachments.create', { name, size, mime_type: type })
    this.#id = announced.id
    if (this.#isCancelled) return this.#forget()
    const { url, method, headers } = announced.upload_descriptor
    return this.#put(file, url, method, headers)
  }

  // By hand, because only this tells how far it is.
  #put(file, url, method, headers = {}) {
    const request = this.#request
    return new Promise((resolve, reject) => {
      request.open(method, url)
      request.responseType = 'json' // null for a page of somebody's who stands between us and the server
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.upload.onprogress = ({ loaded, total }) => (this.#bar.value = loaded / total)
      request.onload = () => {
        const { response, status } = request
        if (status < 300 && response) resolve(response)
        else reject(new Error(response?.message))
      }
      request.onerror = () => reject(new Error())
      request.onabort = () => resolve(this.#forget())
      request.send(file)
    })
  }

  async #direct(file, url, fetch) {
    const body = new FormData()
    body.append('file', file)
    const response = await fetch(url, { method: 'POST', body })
    const said = await response.json().catch(() => ({}))
    this.#id = said.id
    if (!response.ok) throw new Error(said.message)
    return this.#isCancelled ? this.#forget() : said
  }

  #cancel() {
    this.#isCancelled = true
    this.#request.abort()
    this.node.hidden = true
  }

  #forget() {
    this.#kit.client.call('attachments.delete', { attachment_id: this.#id }).catch(() => {})
    return null
  }
}
