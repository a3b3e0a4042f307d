// The gallery's buttons: each asks the assistant for one thing.
const host = document.querySelector('chatkit-host')

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
  button.addEventListener('click', () => host.sendUserMessage({ text: button.dataset.ask, newThread: true }))
}
