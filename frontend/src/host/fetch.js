// The `fetch` that either component uses: the site's CSRF token goes along, to this site only.

export function wireFetch({ csrf }) {
  return (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    if (url.origin !== location.origin) return fetch(input, init)
    const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined))
    headers.set(csrf.header, tokenOf(csrf))
    return fetch(input, { ...init, headers, credentials: 'same-origin' })
  }
}

// Read at each call, because signing in rotates it. The page brings one along where no cookie may be read.
function tokenOf({ cookie, token }) {
  const prefix = `${cookie}=`
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(prefix))
  return found ? decodeURIComponent(found.slice(prefix.length)) : token
}
