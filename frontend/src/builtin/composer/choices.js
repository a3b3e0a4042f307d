// What the person may choose for a message: a tool of the assistant, a model.
import { el } from '../../element.js'
import { icon } from '../../icons.js'
import { Menu } from './menu.js'

export class Choices {
  tools
  models
  #toggles = el('div', { class: 'choices' })
  #kit
  #menu
  #models
  #tool = null
  #model = null
  #shown
  #onChange

  constructor(kit, onChange) {
    this.#kit = kit
    this.#onChange = onChange
    this.#menu = new Menu(kit.strings.tools, (id) => this.#pick(id === this.#tool?.id ? null : id))
    this.#menu.face = [icon('settings-slider')]
    this.tools = el('div', { class: 'choices' }, this.#menu.node, this.#toggles)
    this.#models = new Menu(kit.strings.model, (id) => this.select({ modelId: id }))
    this.models = this.#models.node
  }

  get #options() {
    const { tools = [], models = [] } = this.#kit.options.composer ?? {}
    return { tools, models }
  }

  configure() {
    const { tools, models } = this.#options
    this.#tool = tools.find(({ id }) => id === this.#tool?.id) ?? null
    const choosable = models.filter(({ disabled }) => !disabled)
    this.#model = choosable.find(({ id }) => id === this.#model?.id) ?? choosable.find((model) => model.default) ?? choosable[0] ?? null
    this.#show()
  }

  /** Whether there is anything to choose. */
  get isShown() {
    const { tools, models } = this.#options
    return tools.length > 0 || models.length > 1
  }

  /** The request's `inference_options`. */
  get inference() {
    return { ...(this.#tool && { tool_choice: { id: this.#tool.id } }), ...(this.#model && { model: this.#model.id }) }
  }

  /** The chosen tool's own invitation to write. */
  get placeholder() {
    return this.#tool?.placeholderOverride
  }

  /** Chooses by ids; a tool of `null` is none, what is undefined stays. */
  select({ toolId, modelId }) {
    if (toolId !== undefined) this.#pick(toolId)
    const model = this.#options.models.find(({ id, disabled }) => id === modelId && !disabled)
    if (model) this.#model = model
    this.#show()
  }

  /** The message has gone; most tools are for one message. */
  sent() {
    if (this.#tool && !this.#tool.persistent) this.#pick(null)
  }

  #pick(id) {
    const before = this.#tool
    this.#tool = this.#options.tools.find((tool) => tool.id === id) ?? null
    this.#show()
    this.#onChange()
    if (before?.id !== this.#tool?.id) this.#kit.emit('tool.change', { toolId: this.#tool?.id ?? null })
  }

  // What has changed is shown; otherwise an open menu would lose its focus, and a click what it was meant for.
  #show() {
    const { tools, models } = this.#options
    const before = this.#shown
    this.#shown = JSON.stringify([tools, models, this.#tool, this.#model])
    if (this.#shown === before) return
    const unpinned = tools.filter(({ pinned }) => !pinned)
    this.#menu.items = unpinned.map((tool) => ({ ...tool, isChosen: tool.id === this.#tool?.id }))
    const chosen = this.#tool && !this.#tool.pinned ? [this.#toggle(this.#tool)] : []
    const pinned = tools.filter((tool) => tool.pinned).map((tool) => this.#toggle(tool))
    const focused = this.#kit.root?.activeElement?.getAttribute('data-tool')
    this.#toggles.replaceChildren(...chosen, ...pinned)
    if (focused) (this.#toggles.querySelector(`[data-tool="${CSS.escape(focused)}"]`) ?? this.#menu).focus()
    this.#models.items = models.length > 1 ? models.map((model) => ({ ...model, isChosen: model.id === this.#model?.id })) : []
    this.#models.face = [el('span', {}, this.#model?.label ?? ''), icon('chevron')]
  }

  #toggle(tool) {
    const isChosen = tool.id === this.#tool?.id
    const label = tool.shortLabel ?? tool.label
    const onclick = () => this.#pick(isChosen ? null : tool.id)
    const properties = {
      type: 'button',
      class: 'tool',
      title: tool.label,
      'aria-label': label,
      'data-tool': tool.id,
      'aria-pressed': String(isChosen),
      onclick,
    }
    return el('button', properties, icon(tool.icon), el('span', {}, label), isChosen && icon('close'))
  }
}
