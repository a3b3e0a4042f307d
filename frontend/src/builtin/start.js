// What an empty thread shows: a greeting, and questions to begin with.
import { el } from '../element.js'

export function startScreen({ greeting, prompts = [] } = {}, onPrompt) {
  const buttons = prompts.map((prompt) => el('li', {}, el('button', { type: 'button', onclick: () => onPrompt(prompt) }, prompt.label)))
  return el('div', { class: 'start' }, greeting && el('h2', {}, greeting), buttons.length > 0 && el('ul', {}, ...buttons))
}
