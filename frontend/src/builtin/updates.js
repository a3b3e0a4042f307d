// What each kind of `thread.item.updated` makes of its item. One that is not known, or does not fit, does nothing.
import { replaceIn, withId } from './widgets/tree.js'

const UPDATES = {
  'assistant_message.content_part.added': (item, { content_index, content }) => {
    item.content[content_index] = { ...content }
  },
  'assistant_message.content_part.text_delta': (item, { content_index, delta }) => {
    partOf(item, content_index).text += delta
  },
  'assistant_message.content_part.annotation_added': (item, { content_index, annotation_index, annotation }) => {
    const part = partOf(item, content_index)
    part.annotations = [...(part.annotations ?? [])]
    part.annotations[annotation_index] = annotation
  },
  // The bridge sends this with no annotations after it has streamed them.
  'assistant_message.content_part.done': (item, { content_index, content }) => {
    const part = partOf(item, content_index)
    part.text = content.text
    if (content.annotations?.length) part.annotations = content.annotations
  },
  'widget.root.updated': (item, { widget }) => {
    item.widget = widget
  },
  'widget.component.updated': (item, { component_id, component }) => {
    item.widget = replaceIn(item.widget, component_id, component)
  },
  'widget.streaming_text.value_delta': (item, { component_id, delta }) => {
    const component = withId(item.widget, component_id)
    component.value = (component.value ?? '') + delta
  },
  'workflow.task.added': setTask,
  'workflow.task.updated': setTask,
  'generated_image.updated': (item, { image, progress }) => {
    item.image = image
    item.progress = progress
  },
}

/** Applies an update to an item; whether it did anything. */
export function update(item, change) {
  if (!Object.hasOwn(UPDATES, change.type)) return false
  try {
    UPDATES[change.type](item, change)
    return true
  } catch {
    return false
  }
}

function partOf(item, index) {
  return (item.content[index] ??= { text: '', annotations: [] })
}

function setTask(item, { task_index, task }) {
  item.workflow.tasks[task_index] = task
}
