// Which view shows which item. Items without one, and those of tomorrow, are not shown.
import { GeneratedImage } from './image.js'
import { Question } from './question.js'
import { Said } from './said.js'
import { Reply } from './structured/reply.js'
import { LoneTask, Workflow } from './workflow.js'
import { Widget } from './widgets/widget.js'

const VIEWS = {
  user_message: Question,
  assistant_message: Said,
  workflow: Workflow,
  task: LoneTask,
  widget: Widget,
  generated_image: GeneratedImage,
  structured_input: Reply,
}

/** The view of an item, or null for one that is not shown or cannot be. */
export function viewOf(item, kit) {
  if (!Object.hasOwn(VIEWS, item.type)) return null
  try {
    return new VIEWS[item.type](item, kit)
  } catch (error) {
    kit.emit('log', { name: 'item.skipped', data: { type: item.type, message: error.message } })
    return null
  }
}
