// Voice in the built-in composer: the browser's own recorder records, and the site turns it into text.
import { drawn } from '../../drawing.js'
import { el, sheet } from '../../element.js'
import { Level } from './level.js'
import css from './voice.css'

const MICROPHONE = 'M10 3a2 2 0 0 0-2 2v4.5a2 2 0 1 0 4 0V5a2 2 0 0 0-2-2ZM5 9.5a5 5 0 0 0 10 0M10 14.5V17'
const CHECK = 'm4.5 10.5 3.5 3.5 7.5-8'
const KINDS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']
const styles = sheet(css)

export class Voice {
  #kit
  #composer
  #button
  #row = el('div', { class: 'voice' })
  #recorder = null
  #isWanted = false

  constructor(kit, composer) {
    const { strings, root } = kit
    this.#kit = kit
    this.#composer = composer
    if (!root.adoptedStyleSheets.includes(styles)) root.adoptedStyleSheets.push(styles)
    this.#button = button(strings.speak, MICROPHONE, () => this.#record())
    composer.node.querySelector('.bar .send').before(this.#button)
    composer.node.prepend(this.#row)
    composer.node.addEventListener('keydown', (event) => event.key === 'Escape' && this.#recorder && this.#end(false))
  }

  /** Where the site turns no voice into text, or the browser records none, there is no button. */
  configure() {
    const canRecord = navigator.mediaDevices?.getUserMedia && window.MediaRecorder
    this.#button.hidden = !(canRecord && this.#kit.options.composer?.dictation?.enabled)
  }

  async #record() {
    const { strings, site } = this.#kit
    if (this.#recorder) return
    this.#row.replaceChildren()
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
      const recorder = (this.#recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 }))
      const level = new Level(stream, strings.listening, () => this.#end(true), site.voiceSeconds)
      const pieces = []
      recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
      recorder.addEventListener('stop', () => {
        level.stop()
        for (const track of stream.getTracks()) track.stop()
        this.#recorder = null
        if (this.#isWanted) void this.#transcribe(new Blob(pieces, { type: recorder.mimeType }))
        else this.#rest()
      })
      recorder.start()
      this.#button.disabled = true
      const done = button(strings.speakDone, CHECK, () => this.#end(true))
      this.#row.replaceChildren(...level.nodes, button(strings.cancel, 'm5 5 10 10M15 5 5 15', () => this.#end(false)), done)
      done.focus()
    } catch {
      this.#recorder = null
      this.#say(strings.noMicrophone)
    }
  }

  #end(isWanted) {
    this.#isWanted = isWanted
    if (this.#recorder?.state === 'recording') this.#recorder.stop()
  }

  async #transcribe(audio) {
    const { strings, client } = this.#kit
    this.#row.replaceChildren(el('span', { role: 'status' }, strings.transcribing))
    try {
      const { text } = await client.call('input.transcribe', { audio_base64: await encoded(audio), mime_type: audio.type })
      this.#rest()
      if (text) this.#composer.type(text)
      else this.#say(strings.nothingHeard)
    } catch (refusal) {
      this.#say(refusal.message || strings.offline)
    }
  }

  #say(sentence) {
    this.#button.disabled = false
    this.#row.replaceChildren(el('span', { role: 'alert' }, sentence))
  }

  #rest() {
    this.#row.replaceChildren()
    this.#button.disabled = false
    this.#button.focus()
  }
}

function button(label, path, onclick) {
  return el('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick }, drawn(path))
}

function encoded(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.split(',')[1])
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
