// The page as it is now, put into the one that is open: what has not changed stays as it is, with its focus and what is
// unfolded in it; what somebody is writing is never touched.

let under = null

/** Fetches the page and shows what is new. One at a time: what is asked for meanwhile is asked for afterwards. */
export function freshen() {
  under = (under ?? Promise.resolve()).then(update, update)
  return under
}

async function update() {
  const page = await fetched(location.href)
  if (!page) return
  const wasAtEnd = scrollY + innerHeight > document.documentElement.scrollHeight - 80
  for (const fresh of page.querySelectorAll('[data-fresh]')) {
    const old = document.getElementById(fresh.id)
    if (old && mayChange(old, fresh)) replace(old, fresh)
  }
  if (wasAtEnd) scrollTo({ top: document.documentElement.scrollHeight })
}

// A form that stays is left as it is, and one in which something stands stays.
function mayChange(old, fresh) {
  const form = old.querySelector('form')
  if (!form) return true
  const isUsed = [...form.elements].some((field) => field.type !== 'hidden' && field.type !== 'submit' && field.value)
  return !isUsed && !fresh.querySelector('form')
}

const asFetched = new WeakMap() // an element as the server wrote it, before anybody unfolded anything
for (const child of document.querySelectorAll('[data-fresh] > [id]')) asFetched.set(child, child.outerHTML)

function replace(old, fresh) {
  const known = new Map([...old.children].filter(({ id }) => id).map((child) => [child.id, child]))
  const children = [...fresh.children].map((child) => {
    const written = child.outerHTML
    const kept = child.id && known.get(child.id)
    if (kept && asFetched.get(kept) === written) return kept
    asFetched.set(child, written)
    return child
  })
  const isSame = children.length === old.children.length && children.every((child, place) => child === old.children[place])
  if (!isSame && old.innerHTML !== fresh.innerHTML) old.replaceChildren(...children)
}

// As a document, which no policy on strings forbids; nothing in it runs.
export function fetched(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', url)
    request.responseType = 'document'
    request.onload = () => resolve(request.status === 200 ? request.response : null)
    request.onerror = () => resolve(null)
    request.send()
  })
}
