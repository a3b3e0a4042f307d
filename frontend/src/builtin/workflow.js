// What the assistant did on its way to an answer: live while it does it, one line afterwards.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { Task } from './task.js'

let count = 0

export class Workflow {
  #kit
  #tasks = []
  #toggle
  #list
  #chosen = null // what the person chose, open or closed
  #isLive = false
  #item

  constructor(item, kit) {
    this.#kit = kit
    this.#list = el('ol', { class: 'tasks', id: `tasks-${++count}` })
    this.#toggle = el('button', { type: 'button', class: 'workflow-head', 'aria-controls': this.#list.id, onclick: () => this.#flip() })
    this.node = el('section', { class: 'workflow', 'data-item': item.id }, this.#toggle, this.#list)
    this.update(item)
  }

  update(item) {
    this.#item = item
    const { tasks, summary, expanded } = item.workflow
    this.#isLive = this.#kit.isBusy && !summary
    tasks.forEach((task, place) => {
      if (!task) return
      if (this.#tasks[place]) return this.#tasks[place].update(task)
      this.#tasks[place] = new Task(task, this.#kit)
      this.#list.append(this.#tasks[place].node)
    })
    for (const gone of this.#tasks.splice(tasks.length)) gone?.node.remove()
    this.#open(this.#chosen ?? (this.#isLive || expanded))
    this.#head()
  }

  /** The answer has ended, with or without a summary. */
  settle() {
    if (this.#isLive) this.update(this.#item)
  }

  #flip() {
    this.#chosen = this.#list.hidden
    this.#open(this.#chosen)
  }

  #open(isOpen) {
    this.#list.hidden = !isOpen
    this.#toggle.setAttribute('aria-expanded', String(isOpen))
  }

  #head() {
    const { workflow } = this.#item
    const name = workflow.summary?.icon ?? (workflow.type === 'reasoning' ? 'lightbulb' : this.#isLive ? 'sparkle' : 'check')
    this.#toggle.replaceChildren(icon(name), el('span', { class: this.#isLive ? 'live' : '' }, this.#title(workflow)), icon('chevron'))
  }

  #title({ type, summary, tasks }) {
    const { strings } = this.#kit
    const isReasoning = type === 'reasoning'
    if (summary?.title) return summary.title
    if (summary?.duration !== undefined)
      return this.#kit.phrase(isReasoning ? 'thoughtFor' : 'workedFor', { time: this.#time(summary.duration) })
    const newest = tasks.findLast((task) => task?.title)
    if (this.#isLive) return newest?.title ?? (isReasoning ? strings.thinking : strings.working)
    return isReasoning ? strings.thoughts : (newest?.title ?? strings.steps)
  }

  #time(seconds) {
    const part = (value, unit) => this.#kit.number(value, { style: 'unit', unit, unitDisplay: 'long' })
    if (seconds < 60) return part(Math.max(1, Math.round(seconds)), 'second')
    return [part(Math.floor(seconds / 60), 'minute'), seconds % 60 >= 1 && part(Math.floor(seconds % 60), 'second')]
      .filter(Boolean)
      .join(' ')
  }
}

/** A task that stands alone in the thread. */
export class LoneTask {
  #task

  constructor(item, kit) {
    this.#task = new Task(item.task, kit, 'section')
    this.node = this.#task.node
    this.node.classList.add('lone')
    this.node.setAttribute('data-item', item.id)
  }

  update(item) {
    this.#task.update(item.task)
  }
}
