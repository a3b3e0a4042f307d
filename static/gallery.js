// The gallery's buttons: each asks the assistant for one thing, with what the composer would let a person add to it.
const host = document.querySelector('chatkit-host')
const gallery = document.querySelector('.gallery')

await customElements.whenDefined('chatkit-host')
host.setOptions({
  widgets: {
    onAction: async ({ type, payload }) => {
      if (type === 'open_page') location.assign(new URL(payload.url, location.origin))
    },
  },
})
for (const button of document.querySelectorAll('[data-ask]')) {
  button.addEventListener('pointerdown', (event) => event.preventDefault()) // a press is not to take the selection away
  button.addEventListener('click', async () => host.sendUserMessage(await message(button.dataset)))
}

async function message({ ask, model, tool, quote, mention }) {
  const text = { type: 'input_text', text: ask }
  return {
    newThread: true,
    ...(mention ? { content: [await tag(mention), text] } : { text: ask }),
    ...(model && { model }),
    ...(tool && { toolChoice: { id: tool } }),
    ...(quote && { reply: quote }),
  }
}

/** What the composer makes of a page that is chosen after an @. */
async function tag(title) {
  const found = await fetch(`${gallery.dataset.entities}?${new URLSearchParams({ q: title })}`)
  const { title: text, ...entity } = (await found.json()).entities[0]
  return { type: 'input_tag', text, ...entity }
}
