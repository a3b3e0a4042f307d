// A thread's page: what is said there, whether its person has it open, and the answer that a staff member writes.
import { listen } from './listen.js'
import { freshen } from './fresh.js'

const DOUBT = 1000 // ms in which another tab of theirs may say that they are still there

export class Desk {
  #presence
  #believed
  #timer

  constructor(thread) {
    this.#presence = thread.querySelector('.chatkit-presence')
    this.#believed = Number(thread.dataset.believed) * 1000
    if (thread.dataset.desk) listen(thread.dataset.desk, (said) => this.#hear(said))
    thread.addEventListener('submit', (event) => this.#send(event))
    thread.addEventListener('keydown', (event) => this.#press(event))
  }

  #hear({ moved, person }) {
    if (person !== undefined) this.#show(person)
    if (moved) freshen()
  }

  #show(isHere) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#say(false), isHere ? this.#believed : DOUBT)
    if (isHere || this.#presence.hidden) this.#say(isHere)
  }

  #say(isHere) {
    const { here, away } = this.#presence.dataset
    this.#presence.hidden = false
    this.#presence.classList.toggle('here', isHere)
    this.#presence.textContent = isHere ? here : away
  }

  #press(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.closest('.chatkit-writing')?.requestSubmit()
  }

  // Sent without leaving the page; one that is not taken is sent as a form, whose page says why and keeps the words. One
  // of which nobody knows whether it arrived is not sent twice.
  async #send(event) {
    const form = event.target
    if (!form.matches('.chatkit-writing')) return
    event.preventDefault()
    const text = form.elements.text
    const button = form.querySelector('[type=submit]')
    button.disabled = true
    try {
      const response = await fetch(form.action, { method: 'POST', body: new FormData(form) })
      if (!response.ok) return form.submit()
      text.value = ''
      await freshen()
      form.querySelector('.chatkit-unsent').textContent = ''
    } catch {
      form.querySelector('.chatkit-unsent').textContent = form.dataset.unsent
    } finally {
      button.disabled = false
      text.focus()
    }
  }
}
