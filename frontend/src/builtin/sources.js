// Where an answer has something from: a page, a file, or a thing that the site knows.
import { el } from '../element.js'
import { icon } from '../icons.js'
import { linkTo, safeUrl } from './links.js'
import { opened } from './tag.js'

const KINDS = { url: 'globe', file: 'document', entity: 'cube' }

/** The sources of an item, each once, in the order in which its text cites them. */
export function sourcesOf(item) {
  const annotations = item.content
    .flatMap((part) => part?.annotations ?? [])
    .filter((one) => Object.hasOwn(KINDS, one?.source?.type ?? 'url') && one?.source)
  const byKey = new Map(annotations.map(({ source }) => [keyOf(source), source]))
  return [...byKey.values()]
}

export function keyOf(source) {
  return source.url ?? source.filename ?? source.id ?? source.title
}

/** The mark in the text. */
export function citation(number, source, kit) {
  const label = `${kit.strings.source} ${number}: ${source?.title ?? ''}`
  const text = source?.inline_label || String(number)
  return element(source, { class: 'citation', 'aria-label': label, title: source?.title ?? '' }, [text], kit)
}

/** The line in the list. */
export function sourceLine(source, kit) {
  const quiet = [source.attribution ?? source.label, source.description, dateOf(source, kit)].filter(Boolean).join(' · ')
  return [
    icon(source.icon ?? KINDS[source.type] ?? KINDS.url),
    el('span', {}, element(source, {}, [source.title || source.filename || source.url || source.id], kit), quiet && el('small', {}, quiet)),
  ]
}

/** A small link to a source. */
export function sourceChip(source, kit) {
  return element(
    source,
    { class: 'chip' },
    [icon(source.icon ?? KINDS[source.type] ?? KINDS.url), el('span', {}, source.title || source.filename || source.url)],
    kit,
  )
}

function element(source, properties, children, kit) {
  const url = source?.url && safeUrl(source.url)
  if (url) return el('a', { ...properties, ...linkTo(url) }, ...children)
  if (source?.type !== 'entity') return el('span', properties, ...children)
  const { id, title, icon: name, group, interactive, data = {} } = source
  return opened({ id, title, ...(name && { icon: name }), ...(group && { group }), interactive, data }, properties, children, kit)
}

function dateOf({ timestamp }, { locale }) {
  const date = new Date(timestamp)
  return Number.isNaN(date.getTime()) ? timestamp : date.toLocaleDateString(locale, { dateStyle: 'medium' })
}
