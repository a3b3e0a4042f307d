// Markdown as DOM nodes. marked reads it; no HTML is ever made of it, so that what is no Markdown stays text.
import { Lexer } from 'marked'
import { el } from '../element.js'
import { decoded } from './characters.js'
import { codeBlock } from './code.js'
import { link } from './links.js'
import { marked, MARKS, unmarked } from './marks.js'

/**
 * Renders a growing text into an element: blocks that did not change keep their nodes.
 * `citation` makes the node of the citation with that number.
 */
export class Markdown {
  #element
  #citation
  #kit
  #strings
  #blocks = []
  #tokens = []

  constructor(element, kit, citation = () => '') {
    this.#element = element
    this.#citation = citation
    this.#kit = kit
    this.#strings = kit.strings
  }

  /** `marks` are citations as `{ index, number }`, the index a place in the text. A growing text is read from where it grows. */
  render(text, marks = [], isGrowing = false) {
    const tokens = this.#read(marked(text, marks), isGrowing).filter((token) => token.type !== 'space')
    tokens.forEach((token, place) => {
      if (this.#blocks[place]?.raw === token.raw) return
      const nodes = this.#block(token)
      const group = el('div', { class: 'block' }, ...nodes)
      if (this.#blocks[place]) this.#blocks[place].group.replaceWith(group)
      else this.#element.append(group)
      this.#blocks[place] = { raw: token.raw, group }
    })
    for (const { group } of this.#blocks.splice(tokens.length)) group.remove()
  }

  // What stands before the last blocks is not changed by text at the end, unless that says where a link of it leads to.
  #read(source, isGrowing) {
    const kept = isGrowing ? this.#tokens.slice(0, -4) : []
    const before = kept.map((token) => token.raw).join('')
    const isKept = before && source.startsWith(before)
    const fresh = Lexer.lex(isKept ? source.slice(before.length) : source)
    if (!isKept && Object.keys(fresh.links ?? {}).length) for (const block of this.#blocks) block.raw = null
    this.#tokens = isKept ? [...kept, ...fresh] : fresh
    return this.#tokens
  }

  #block(token) {
    switch (token.type) {
      case 'heading': {
        const level = String(Math.min(token.depth + 2, 6))
        return [el('div', { class: 'heading', role: 'heading', 'aria-level': level }, ...this.#inline(token.tokens))]
      }
      case 'paragraph':
        return [el('p', {}, ...this.#inline(token.tokens))]
      case 'text':
        return token.tokens ? this.#inline(token.tokens) : [this.#text(token.text)]
      case 'list':
        return [this.#list(token)]
      case 'blockquote':
        return [el('blockquote', {}, ...token.tokens.flatMap((child) => this.#block(child)))]
      case 'code': {
        const { text, numbers } = unmarked(token.text)
        return [codeBlock(text, token.lang, this.#strings), ...numbers.map((number) => this.#citation(number))]
      }
      case 'table':
        return [this.#table(token)]
      case 'hr':
        return [el('hr')]
      case 'space':
        return []
      default:
        return [el('p', {}, unmarked(token.raw).text)]
    }
  }

  #list(token) {
    const items = token.items.map((item) => {
      const box = item.task && el('input', { type: 'checkbox', checked: item.checked, disabled: true, 'aria-label': '' })
      return el('li', {}, box, ...item.tokens.flatMap((child) => this.#block(child)))
    })
    const start = token.ordered && token.start > 1 ? { start: token.start } : {}
    return el(token.ordered ? 'ol' : 'ul', start, ...items)
  }

  #table(token) {
    const row = (cells, tag) =>
      el('tr', {}, ...cells.map((cell) => el(tag, { class: `to-${cell.align ?? 'start'}` }, ...this.#inline(cell.tokens))))
    const head = el('thead', {}, row(token.header, 'th'))
    const body = el('tbody', {}, ...token.rows.map((cells) => row(cells, 'td')))
    return el('div', { class: 'table', tabIndex: 0, role: 'group', 'aria-label': this.#strings.table }, el('table', {}, head, body))
  }

  #inline(tokens = []) {
    return tokens.flatMap((token) => {
      switch (token.type) {
        case 'text':
          return token.tokens ? this.#inline(token.tokens) : this.#withCitations(decoded(token.text))
        case 'escape':
          return [token.text]
        case 'strong':
        case 'em':
        case 'del':
          return [el(token.type, {}, ...this.#inline(token.tokens))]
        case 'codespan':
          return [el('code', {}, unmarked(decoded(token.text)).text)]
        case 'br':
          return [el('br')]
        case 'link':
          return [this.#link(token.href, this.#inline(token.tokens))]
        case 'image':
          return [this.#image(token)]
        default:
          return this.#withCitations(token.raw)
      }
    })
  }

  #link(href, children) {
    return link(unmarked(href).text, children, this.#kit)
  }

  // An image of another site would tell it who reads; the thread says which ones may know.
  #image({ href, text }) {
    const src = this.#kit.picture(unmarked(href).text)
    const alt = unmarked(text).text
    if (!src) return this.#link(href, [alt || href])
    return el('img', { class: 'picture', src, alt, loading: 'lazy', referrerPolicy: 'no-referrer' })
  }

  #withCitations(text) {
    return text.split(MARKS).map((part, place) => (place % 2 ? this.#citation(Number(part)) : part))
  }

  #text(text) {
    return el('span', {}, ...this.#withCitations(text))
  }
}
