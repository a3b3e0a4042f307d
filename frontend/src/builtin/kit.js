// What the parts of the component need of each other: the site's words, the options of the moment, the open thread.
import { el } from '../element.js'
import { safeUrl } from './links.js'
import { Markdown } from './markdown.js'

const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i
const PICTURE = /^data:image\/(png|jpeg|gif|webp|avif);/i

export class Kit {
  options = {}
  client = null
  talk = null
  isBusy = false // while an answer runs
  #element

  constructor(element) {
    this.#element = element
  }

  get site() {
    return this.#element.site
  }

  get strings() {
    return this.site.strings
  }

  get root() {
    return this.#element.shadowRoot
  }

  get locale() {
    return [this.options.locale, document.documentElement.lang, navigator.language].find(isLocale)
  }

  /** The direction of the chosen locale; empty where the page decides. */
  get direction() {
    const { locale } = this.options
    return locale ? (RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr') : ''
  }

  /** Tells the page. */
  emit(name, detail = {}) {
    this.#element.dispatchEvent(new CustomEvent(`chatkit.${name}`, { detail }))
  }

  /** A sentence of the site with its places filled: `{time}`. */
  phrase(name, values) {
    return this.strings[name].replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole)
  }

  /** A number as the locale writes it. */
  number(value, look) {
    return new Intl.NumberFormat(this.locale, look).format(value)
  }

  /** The address of a picture that may be fetched: of this site, of a domain that the thread allows, or in the text itself. */
  picture(src) {
    if (PICTURE.test(src)) return src
    const url = src && safeUrl(src)
    if (!url) return null
    const isAllowed = (domain) => url.host === domain || (domain.startsWith('*.') && url.host.endsWith(domain.slice(1)))
    const isForeign = url.origin !== location.origin
    if (isForeign && (url.protocol !== 'https:' || !this.talk?.thread.pictureDomains.some(isAllowed))) return null
    return url.href
  }

  /** Markdown that does not grow. */
  markdown(text, properties) {
    const node = el('div', properties)
    new Markdown(node, this).render(String(text ?? ''))
    return node
  }
}

function isLocale(tag) {
  try {
    return Boolean(tag) && Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
