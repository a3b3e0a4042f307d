// Builds DOM nodes; never from HTML.

/**
 * An element with properties and children. `on…` properties are listeners, `class` and names with a dash are
 * attributes, `null` and `false` children are left out.
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (name === 'class' || name === 'role' || name.includes('-')) node.setAttribute(name, value)
    else node[name] = value
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return node
}

/** A stylesheet of a bundle, for `adoptedStyleSheets`, which a strict `style-src` allows. */
export function sheet(css) {
  const made = new CSSStyleSheet()
  made.replaceSync(css)
  return made
}
