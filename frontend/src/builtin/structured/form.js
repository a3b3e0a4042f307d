// Questions to the person, in the composer's place until they are answered or skipped.
import { el } from '../../element.js'
import { choiceField } from './choice.js'
import { freeField } from './free.js'

const FIELDS = { multiple_choice: choiceField, freeform: freeField }

export class InputForm {
  #fields
  #send

  /** `onSubmit(submission)` sends it. */
  constructor(item, kit, onSubmit) {
    const { strings } = kit
    this.item = item
    this.#fields = item.inputs
      .filter(({ type }) => Object.hasOwn(FIELDS, type))
      .map((input) => ({ id: input.id, ...FIELDS[input.type](input, kit) }))
    this.#send = el('button', { type: 'submit', class: 'button primary' }, strings.submit)
    const skip = el(
      'button',
      { type: 'button', class: 'button secondary', onclick: () => onSubmit({ status: 'skipped', answers: {} }) },
      strings.skip,
    )
    this.node = el(
      'form',
      { class: 'input-form', 'aria-label': strings.questions, oninput: () => this.#check() },
      el('div', { class: 'input-fields' }, ...this.#fields.map((field) => field.node)),
      el('div', { class: 'input-foot' }, skip, this.#send),
    )
    this.node.addEventListener('submit', (event) => {
      event.preventDefault()
      if (this.#answers.some(([, { skipped }]) => !skipped)) onSubmit({ status: 'answered', answers: Object.fromEntries(this.#answers) })
    })
    this.#check()
  }

  focus() {
    this.node.querySelector('input, textarea')?.focus()
  }

  set busy(isBusy) {
    this.node.toggleAttribute('inert', isBusy)
  }

  get #answers() {
    return this.#fields.map(({ id, values }) => {
      const given = values()
      return [id, { values: given, skipped: given.length === 0 }]
    })
  }

  #check() {
    this.#send.disabled = this.#answers.every(([, { skipped }]) => skipped)
  }
}
