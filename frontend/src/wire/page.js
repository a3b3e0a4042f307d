// What the page says of itself to the assistant, read anew at each message. A page or a part of one that is marked
// `data-chatkit-private` says nothing.
import { selectionFor } from './selection.js'

const HEADINGS = 15

/** The page as `metadata.page`, or null where it is private. */
export function pageOf(host) {
  if (document.documentElement.matches('[data-chatkit-private]') || document.body.matches('[data-chatkit-private]')) return null
  const headings = [...document.querySelectorAll('h1, h2, h3')].filter((one) => !host.contains(one) && !one.closest('[data-chatkit-private]'))
  return {
    url: location.origin + location.pathname,
    title: document.title,
    description: document.querySelector('meta[name="description"]')?.content ?? '',
    headings: headings.slice(0, HEADINGS).map((heading) => heading.textContent.trim()),
    selection: selectionFor(host),
    signed: document.querySelector('chatkit-page')?.getAttribute('signed') ?? undefined,
  }
}
