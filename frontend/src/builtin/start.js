// What an empty thread shows: a greeting, and questions to begin with.
import { el } from '../element.js'
import { icon } from '../icons.js'

export function startScreen({ options, talk }) {
  const { greeting, prompts = [] } = options.startScreen ?? {}
  const button = ({ icon: name, label, prompt }) =>
    el('button', { type: 'button', onclick: () => talk.ask({ content: contentOf(prompt) }) }, name && icon(name), el('span', {}, label))
  return el(
    'div',
    { class: 'start' },
    greeting && el('h2', {}, greeting),
    prompts.length > 0 && el('ul', {}, ...prompts.map((prompt) => el('li', {}, button(prompt)))),
  )
}

/** A text or the parts of one, as the server takes them: a tag without data is refused. */
export function contentOf(content) {
  if (typeof content === 'string') return [{ type: 'input_text', text: content }]
  return (content ?? []).map((part) => (part.type === 'input_tag' ? { data: {}, ...part } : part))
}
