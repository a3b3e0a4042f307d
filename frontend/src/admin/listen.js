// A socket that comes back when it is cut off.

const SOONEST = 1000 // ms until the first attempt
const LATEST = 30_000
const OVER = 4400 // from here on, codes of ours: there is nothing more to hear

/** `hear(message)` is told of each; after a cut, of `{ moved: "missed" }`. */
export function listen(url, hear, wait = SOONEST, isBack = false) {
  const socket = new WebSocket(new URL(url, location.href.replace(/^http/, 'ws')))
  socket.addEventListener('open', () => {
    wait = SOONEST
    if (isBack) hear({ moved: 'missed' })
  })
  socket.addEventListener('message', ({ data }) => hear(JSON.parse(data)))
  socket.addEventListener('close', ({ code }) => {
    if (code < OVER) setTimeout(() => listen(url, hear, Math.min(wait * 2, LATEST), true), wait * (0.7 + Math.random() * 0.6))
  })
}
