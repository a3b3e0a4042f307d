// `?ask=…` fills the composer; it never sends.

export async function deepLink(host) {
  const url = new URL(location.href)
  const text = url.searchParams.get('ask')
  if (!text) return
  url.searchParams.delete('ask') // a reload is not to fill it again
  history.replaceState(history.state, '', url)
  host.open()
  await host.setComposerValue({ text })
  await host.focusComposer()
}
