// A widget as a tree of components.

/** The component with an id. */
export function withId(component, id) {
  if (!component || typeof component !== 'object') return null
  if (component.id === id) return component
  for (const child of childrenOf(component)) {
    const found = withId(child, id)
    if (found) return found
  }
  return null
}

/** The tree with another component in the place of the one with that id. */
export function replaceIn(component, id, other) {
  if (component?.id === id) return other
  if (!component?.children) return component
  const children = childrenOf(component).map((child) => replaceIn(child, id, other))
  return { ...component, children: Array.isArray(component.children) ? children : children[0] }
}

/** The children as a list; some components have only one, some none. */
export function childrenOf({ children }) {
  return (Array.isArray(children) ? children : [children]).filter((child) => child && typeof child === 'object')
}
