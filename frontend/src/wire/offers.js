// What the page can do for the assistant: tools that it answers, effects that it shows. The names are the server's; no
// other name does anything.
const MARKED = 2500 // ms

export class Offers {
  #tools
  #effects

  /** What the page itself registered counts for more than what comes with the app. */
  constructor(using, { tools, effects }) {
    this.#tools = tools
    this.#effects = effects
    if (!tools.has('read_selection')) tools.set('read_selection', () => ({ selection: using.selection || null }))
    if (!effects.has('highlight_heading')) effects.set('highlight_heading', ({ heading }) => highlight(heading))
  }

  get metadata() {
    return { tools: [...this.#tools.keys()], effects: [...this.#effects.keys()] }
  }

  async answer({ name, params }) {
    const answer = this.#tools.get(name)
    if (!answer) throw new Error(`This page has no tool ${name}.`)
    return answer(params)
  }

  show({ name, data }) {
    this.#effects.get(name)?.(data ?? {})
  }
}

function highlight(text) {
  const plain = (value) => value.trim().toLowerCase()
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  const heading = headings.find((one) => plain(one.textContent) === plain(text)) ?? headings.find((one) => plain(one.textContent).includes(plain(text)))
  if (!heading) return
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  heading.scrollIntoView({ behavior: isCalm ? 'auto' : 'smooth', block: 'center' })
  heading.animate([{ backgroundColor: 'Mark', color: 'MarkText' }, {}], { duration: MARKED, easing: 'ease-in' })
  heading.setAttribute('data-chatkit-marked', '')
  setTimeout(() => heading.removeAttribute('data-chatkit-marked'), MARKED)
}
