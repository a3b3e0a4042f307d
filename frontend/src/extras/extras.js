// What the built-in composer can do besides where a site wants it: files and voice. Fetched then.
import { Files } from './files/files.js'
import { Voice } from './voice/voice.js'

export class Extras {
  #files
  #voice

  constructor(kit, composer) {
    this.#files = new Files(kit, composer)
    this.#voice = new Voice(kit, composer)
  }

  /** Sends files; and sees what the site wants now. */
  take(files) {
    this.#voice.configure()
    this.#files.take(files)
  }

  /** Whether a message has to wait. */
  get isBusy() {
    return this.#files.isBusy
  }

  /** What stands above the field, if anything does. */
  get shown() {
    return this.#files.shown
  }

  /** The person does not want to send an attachment after all. */
  forget(attachment) {
    this.#files.forget(attachment)
  }
}
