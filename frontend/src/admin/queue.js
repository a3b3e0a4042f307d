// The queue: what comes and goes is shown at once, unless somebody is choosing or searching; they are told instead.
import { fetched } from './fresh.js'
import { listen } from './listen.js'

export function watchQueue(news) {
  const link = news.querySelector('a')
  listen(news.dataset.queue, async () => {
    link.hidden = false
    if (await shown()) link.hidden = true
  })
}

async function shown() {
  if (document.querySelector('#changelist-form :is(input:checked, :focus)')) return false
  const page = await fetched(location.href)
  const [old, fresh] = [document, page].map((one) => one?.getElementById('result_list'))
  if (!page) return false
  if (!old || !fresh || !window.Actions) {
    location.reload()
    return true
  }
  old.tBodies[0].replaceWith(fresh.tBodies[0])
  document.querySelector('.paginator')?.replaceWith(page.querySelector('.paginator') ?? '')
  window.Actions(document.querySelectorAll('tr input.action-select'))
  return true
}
