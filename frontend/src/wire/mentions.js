// ChatKit's `entities`, answered by the site: what may be mentioned with @, what it looks like, where it leads.

export function mentions({ entitiesUrl }, options) {
  if (!options.entities) return undefined
  const get = async (query) => {
    const response = await fetch(`${entitiesUrl}?${new URLSearchParams(query)}`, { headers: { Accept: 'application/json' } })
    return response.ok ? response.json() : {}
  }
  return {
    onTagSearch: async (query) => (await get({ q: query })).entities ?? [],
    onRequestPreview: async ({ id }) => ({ preview: (await get({ id })).preview ?? null }),
    onClick: ({ data }) => open(data?.url),
    ...options.entities, // what the page does itself
  }
}

// A row's page of this site, and no other address.
function open(url) {
  const target = new URL(url ?? '', location.href)
  if (url && target.origin === location.origin) location.assign(target)
}
