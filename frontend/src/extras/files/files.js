// Files in the built-in composer: chosen, dropped or pasted.
import { drawn } from '../../drawing.js'
import { el, sheet } from '../../element.js'
import css from './files.css'
import { fault } from './rules.js'
import { Upload } from './upload.js'

const CLIP = 'm13.5 6.5-6 6a1.8 1.8 0 0 0 2.5 2.5l6.3-6.3a3.6 3.6 0 0 0-5-5L5 10a5.3 5.3 0 0 0 7.5 7.5l4.5-4.5'
const styles = sheet(css)

export class Files {
  /** What one presses to choose files. */
  button
  /** The files that are on their way, and what became of those that did not arrive. */
  node = el('ul', { class: 'attachments' })
  #kit
  #composer
  #under = new Set()
  #choose = el('input', { type: 'file', multiple: true, hidden: true })

  /** Files may also be dropped on the component, or pasted into the composer. */
  constructor(kit, composer) {
    const { strings, root } = kit
    this.#kit = kit
    this.#composer = composer
    if (!root.adoptedStyleSheets.includes(styles)) root.adoptedStyleSheets.push(styles)
    const label = strings.addFiles
    this.button = el('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick: () => this.#choose.click() }, drawn(CLIP), this.#choose)
    this.#choose.addEventListener('change', () => {
      this.take(this.#choose.files)
      this.#choose.value = ''
    })
    composer.node.querySelector('.bar').prepend(this.button)
    this.#listen(composer.node)
  }

  /** What stands above the field, if anything does. */
  get shown() {
    return this.node.childElementCount && this.node
  }

  /** Whether something is on its way, with which a message has to wait. */
  get isBusy() {
    return this.#under.size > 0
  }

  /** Sends files, as many as a message may have; and sees what the site takes now. */
  take(files) {
    const { accept = {}, enabled } = this.#rules
    this.#choose.accept = Object.values(accept).flat().join(',')
    this.button.hidden = !enabled
    if (!enabled) return
    this.node.replaceChildren(...[...this.#under].map(({ node }) => node))
    for (const file of files) this.#take(file)
    this.#changed()
  }

  /** The person does not want to send it after all. */
  forget({ id }) {
    this.#kit.client.call('attachments.delete', { attachment_id: id }).catch(() => {})
  }

  #take(file) {
    const { maxCount = 10 } = this.#rules
    const wrong = this.#composer.attachments.length + this.#under.size < maxCount ? fault(file, this.#rules, this.#kit) : this.#kit.phrase('tooManyFiles', { count: maxCount })
    if (wrong) return this.#say(wrong)
    const upload = new Upload(file, this.#kit)
    this.#under.add(upload)
    this.node.append(upload.node)
    upload.done
      .then((attachment) => attachment && (this.#composer.attachments = [...this.#composer.attachments, attachment]))
      .catch(({ message }) => this.#say(message || this.#kit.phrase('uploadFailed', { name: file.name })))
      .finally(() => {
        this.#under.delete(upload)
        upload.node.remove()
        this.#changed()
      })
  }

  #changed() {
    this.#composer.attachments = [...this.#composer.attachments]
  }

  #say(sentence) {
    const { strings } = this.#kit
    const row = el('li', { class: 'upload wrong' }, el('span', { role: 'alert' }, sentence))
    row.append(el('button', { type: 'button', class: 'icon', 'aria-label': strings.dismiss, title: strings.dismiss, onclick: () => this.#dismiss(row) }, '×'))
    this.node.append(row)
    this.#changed()
  }

  #dismiss(row) {
    row.remove()
    this.#changed()
    this.button.focus()
  }

  get #rules() {
    return this.#kit.options.composer?.attachments ?? {}
  }

  #listen(place) {
    const { host } = this.#kit.root
    const hasFiles = ({ dataTransfer }) => this.#rules.enabled && dataTransfer?.types.includes('Files')
    host.addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      place.classList.add('dropping')
    })
    host.addEventListener('dragleave', ({ relatedTarget }) => host.contains(relatedTarget) || place.classList.remove('dropping'))
    host.addEventListener('drop', (event) => {
      place.classList.remove('dropping')
      if (!hasFiles(event)) return
      event.preventDefault()
      this.take(event.dataTransfer.files)
    })
    place.addEventListener('paste', (event) => {
      if (!event.clipboardData?.files.length || !this.#rules.enabled) return
      event.preventDefault()
      this.take(event.clipboardData.files)
    })
  }
}
