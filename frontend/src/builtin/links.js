// Links that may be followed, and those into the page itself.
import { el } from '../element.js'

const SCHEMES = new Set(['http:', 'https:', 'mailto:'])
const DEEP = /^chatkit-link:\/\//i

/** The address of a link, if it is one that may be followed. */
export function safeUrl(href) {
  try {
    const url = new URL(href, location.href)
    return SCHEMES.has(url.protocol) ? url : null
  } catch {
    return null
  }
}

/** The attributes of a link: another site opens in a tab of its own and learns nothing. */
export function linkTo(url) {
  if (!url) return {}
  return url.origin === location.origin ? { href: url.href } : { href: url.href, target: '_blank', rel: 'noopener nofollow' }
}

/** A link as an element: one to follow, one that the page is told of (`chatkit-link://name?…`), or mere text. */
export function link(href, children, kit) {
  if (DEEP.test(href)) return deepLink(href, children, kit)
  const url = safeUrl(href)
  return el(url ? 'a' : 'span', linkTo(url), ...children)
}

function deepLink(href, children, kit) {
  const [, name = '', query = ''] = /^[^:]+:\/\/([^?#/]*)[^?#]*\??([^#]*)/.exec(href)
  const onclick = () => kit.emit('deeplink', { name: plain(name), data: Object.fromEntries(new URLSearchParams(query)) })
  return el('button', { type: 'button', class: 'link', onclick }, ...children)
}

function plain(name) {
  try {
    return decodeURIComponent(name)
  } catch {
    return name // a stray per cent sign
  }
}
