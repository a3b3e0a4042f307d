// What the page offers while the person types: its things after an @, its commands after a /.
import { el } from '../../element.js'
import { Listbox } from './listbox.js'

const PATIENCE = 150 // ms without a key before the page is asked
const TRIGGER = /(?:^|\s)(?:(@)([^@\n]{0,40})|(\/)(\S{0,40}))$/

export class Suggestions {
  #kit
  #field
  #choices
  #list
  #said = el('div', { class: 'unseen', role: 'status' })
  #timer
  #asked = 0
  #from = 0

  constructor(kit, field, choices) {
    this.#kit = kit
    this.#field = field
    this.#choices = choices
    this.#list = new Listbox(field.area, kit.strings.suggestions, (option) => this.#pick(option))
    this.node = el('div', { class: 'suggestions' }, this.#list.node, this.#said)
    field.area.setAttribute('aria-autocomplete', 'list')
    field.area.addEventListener('input', () => this.#look())
    // Before the field's own keys: Enter picks here and sends there.
    field.area.addEventListener('keydown', (event) => this.#list.key(event), { capture: true })
  }

  #look() {
    clearTimeout(this.#timer)
    const { entities, commands } = this.#kit.options
    const found = TRIGGER.exec(this.#field.text.slice(0, this.#field.caret))
    const search = found?.[1]
      ? entities?.onTagSearch && ((query) => this.#entities(query))
      : found && commands?.enabled && ((query) => this.#commands(query))
    const asked = ++this.#asked
    if (!search) return this.#list.hide()
    const query = found[2] ?? found[4]
    this.#from = this.#field.caret - query.length - 1
    this.#timer = setTimeout(async () => {
      const options = await search(query).catch((error) => (this.#kit.emit('error', { error }), []))
      if (asked === this.#asked) this.#show(options)
    }, PATIENCE)
  }

  async #entities(query) {
    const found = (await this.#kit.options.entities.onTagSearch(query)) ?? []
    return found.map((entity) => ({ label: entity.title, icon: entity.icon ?? 'mention', group: entity.group, entity }))
  }

  async #commands(query) {
    const wanted = query.toLowerCase()
    const tools = (this.#kit.options.composer?.tools ?? [])
      .filter(({ label }) => label.toLowerCase().includes(wanted))
      .map(({ id, label, icon }) => ({ label, icon, group: this.#kit.strings.tools, tool: id }))
    const found = (await this.#kit.options.commands.onSearch?.(query)) ?? []
    return [...found.map((command) => ({ ...command, command })), ...tools]
  }

  #show(options) {
    this.#list.show(options)
    this.#said.textContent = options.length ? this.#kit.phrase('suggested', { count: this.#kit.number(options.length) }) : ''
  }

  async #pick({ entity, tool, command }) {
    const from = this.#from
    if (entity) return this.#field.insertTag(from, entity)
    if (tool) {
      this.#field.replace(from, '')
      return this.#choices.select({ toolId: tool })
    }
    const selection = await this.#kit.options.commands.onSelect?.(command)
    if (selection?.type === 'entity') this.#field.insertTag(from, selection.entity)
    else if (selection?.type === 'menu') this.#show(selection.commands.map((next) => ({ ...next, command: next })))
    else this.#field.replace(from, '')
  }
}
