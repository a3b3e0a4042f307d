// The look of what this bundle puts into the host's shadow.
import { sheet } from '../element.js'
import css from './wire.css'

const styles = sheet(css)

export function dress({ shadowRoot }) {
  if (!shadowRoot.adoptedStyleSheets.includes(styles)) shadowRoot.adoptedStyleSheets.push(styles)
}
