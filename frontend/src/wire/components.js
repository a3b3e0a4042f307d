// The two components: OpenAI's, in three stages each of which may fail, and ours.

const FAILED = 'chatkit.openai.failed'
const REMEMBERED = 10 * 60 * 1000 // ms; a page is not made to wait for the same failure again and again

/**
 * OpenAI's element, mounted and ready. Rejects when its script, its definition or its `chatkit.ready` does not come.
 * `tell(name, detail)` passes on whether the script was loaded.
 */
export async function loadOpenAI({ scriptUrl, scriptSeconds, readySeconds, ui }, mount, tell) {
  if (ui === 'auto' && Date.now() - Number(sessionStorage.getItem(FAILED) ?? 0) < REMEMBERED) {
    throw new Error('OpenAI’s component failed a short while ago.')
  }
  try {
    const script = loadScript(scriptUrl)
    await within(scriptSeconds, Promise.all([script, customElements.whenDefined('openai-chatkit')]))
    const element = document.createElement('openai-chatkit')
    const ready = new Promise((resolve) => element.addEventListener('chatkit.ready', resolve, { once: true }))
    mount(element)
    await within(readySeconds, ready)
    tell('chatkit-script-loaded', {})
    return element
  } catch (error) {
    tell('chatkit-script-error', { error })
    sessionStorage.setItem(FAILED, String(Date.now()))
    throw error
  }
}

/** Our element; its code is fetched only where it is needed. */
export async function loadBuiltin({ builtinUrl }) {
  await import(builtinUrl)
  return document.createElement('chatkit-builtin')
}

function loadScript(url) {
  if (customElements.get('openai-chatkit')) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.addEventListener('load', resolve)
    script.addEventListener('error', () => reject(new Error('OpenAI’s script could not be loaded.')))
    script.async = true
    script.src = trusted(url)
    document.head.append(script)
  })
}

// Under Trusted Types a script's address has to come from a policy; this one passes the site's own setting only.
function trusted(url) {
  if (!window.trustedTypes) return url
  policy ??= window.trustedTypes.createPolicy('chatkit-host', { createScriptURL: (address) => address })
  return policy.createScriptURL(url)
}
let policy

function within(seconds, promise) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error('OpenAI’s component did not come in time.')), seconds * 1000)
  })
  return Promise.race([promise, late])
}
