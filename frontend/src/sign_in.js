// What somebody sees who is not signed in: why, and the way there and back.
import { el } from './element.js'

export function signInCard({ loginUrl, strings }) {
  return el(
    'div',
    { class: 'sign-in' },
    el('p', {}, strings.signInFirst),
    el('a', { href: signInUrl(loginUrl) }, strings.signIn),
  )
}

/** The sign-in page, with the way back to where the person is. */
export function signInUrl(loginUrl) {
  const url = new URL(loginUrl, location.href)
  url.searchParams.set('next', location.pathname + location.search + location.hash)
  return url.href
}
