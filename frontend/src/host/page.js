// What the page says of itself to the assistant, read anew at each message. A page or a part of one that is marked
// `data-chatkit-private` says nothing.

const HEADINGS = 15
const SELECTION = 4000

/** The page as `metadata.page`, or null where it is private. */
export function pageOf(host) {
  if (document.documentElement.matches('[data-chatkit-private]') || document.body.matches('[data-chatkit-private]')) return null
  return {
    url: location.origin + location.pathname,
    title: document.title,
    description: document.querySelector('meta[name="description"]')?.content ?? '',
    headings: headingsOutside(host),
    selection: selectionOutside(host),
    signed: document.querySelector('chatkit-page')?.getAttribute('signed') ?? undefined,
  }
}

/** The selected text of the page, unless it is the chat's own or private. */
export function selectionOutside(host) {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || isHidden(selection.anchorNode, host)) return ''
  return selection.toString().trim().slice(0, SELECTION)
}

function headingsOutside(host) {
  const all = [...document.querySelectorAll('h1, h2, h3')].filter((heading) => !isHidden(heading, host))
  return all.slice(0, HEADINGS).map((heading) => heading.textContent.trim())
}

function isHidden(node, host) {
  return host.contains(node) || Boolean((node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest('[data-chatkit-private]'))
}
