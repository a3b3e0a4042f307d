// What the person sees of an answer that did not come to its end.
import { el } from '../element.js'
import { signInCard } from '../sign_in.js'

/** The server did not take the request; `again()` sends it once more. */
export function refused(refusal, again, kit, { conversation }) {
  const { talk, site, strings } = kit
  conversation.clear()
  conversation.greet(talk.thread)
  if (refusal.status === 401) conversation.extra(signInCard({ ...site, ...(refusal.loginUrl && { loginUrl: refusal.loginUrl }) }))
  else conversation.error(refusal.message || strings.offline, again)
  kit.emit('error', { error: refusal })
}

/** The server said that it could not go on. */
export function failed({ message, allow_retry }, kit, { conversation }) {
  conversation.error(message, allow_retry && retryOf(kit.talk))
  kit.emit('error', { error: new Error(message || kit.strings.broken) })
}

/** The person stopped it. False if the thread is now another than the one that is shown. */
export function stopped({ talk, strings }, { conversation }) {
  const newest = talk.thread.items.at(-1)
  conversation.say(strings.stopped)
  if (newest?.type === 'assistant_message') conversation.note(newest, strings.stopped)
  else if (newest?.type === 'user_message')
    return false // a retry that had said nothing left the old answer as it was
  else conversation.extra(el('p', { class: 'note' }, strings.stopped))
  return true
}

/** What tries the newest question again, if there is one. */
export function retryOf(talk) {
  const question = talk.thread.items.findLast((item) => item.type === 'user_message')
  return question && (() => talk.retry(question))
}
