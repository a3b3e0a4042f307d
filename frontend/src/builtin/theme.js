// ChatKit's `ThemeOption` as custom properties of the component.

const RADII = { pill: [10, 16, 26, 999], round: [10, 14, 20, 14], soft: [6, 8, 10, 8], sharp: [0, 0, 0, 0] }
const DENSITIES = { compact: 0.75, normal: 1, spacious: 1.25 }

export class Theme {
  #rule
  #fonts = []
  sheet = new CSSStyleSheet()

  constructor() {
    this.#rule = this.sheet.cssRules[this.sheet.insertRule(':host {}')].style
  }

  /** `'light'`, `'dark'`, a `ThemeOption`, or nothing: then the page's own `color-scheme` decides. */
  apply(theme) {
    const { colorScheme, typography = {}, radius, density, color = {} } = typeof theme === 'string' ? { colorScheme: theme } : (theme ?? {})
    this.#rule.cssText = ''
    const set = (name, value) => value !== undefined && this.#rule.setProperty(name, value)
    set('color-scheme', colorScheme)
    this.#type(typography, set)
    if (Object.hasOwn(RADII, radius))
      RADII[radius].forEach((value, place) => set(['--radius-s', '--radius', '--radius-l', '--pill'][place], `${value}px`))
    set('--density', DENSITIES[density])
    if (color.grayscale) gray(color.grayscale, set)
    if (color.surface) surface(color.surface, set)
    if (color.accent) accent(color.accent, set)
  }

  #type({ baseSize, fontFamily, fontFamilyMono, fontSources = [] }, set) {
    set('font-size', baseSize && `${baseSize}px`)
    set('--font', fontFamily)
    set('--mono', fontFamilyMono)
    for (const face of this.#fonts.splice(0)) document.fonts.delete(face)
    for (const { family, src, ...look } of fontSources) {
      const descriptors = Object.fromEntries(Object.entries(look).map(([name, value]) => [name, String(value)]))
      this.#fonts.push(new FontFace(family, `url(${JSON.stringify(src)})`, descriptors))
    }
    for (const face of this.#fonts) document.fonts.add(face)
  }
}

// A palette of one hue. The tint says how much of it there is, the shade how dark the grounds are.
function gray({ hue, tint = 6, shade = 0 }, set) {
  const tone = (light, dark) => {
    const at = (value, step) => `oklch(${Math.min(1, Math.max(0, value - shade * step)).toFixed(3)} ${(tint * 0.0035).toFixed(4)} ${hue})`
    return `light-dark(${at(light, 0.008)}, ${at(dark, 0.012)})`
  }
  set('--surface', tone(0.995, 0.21))
  set('--raised', tone(1, 0.25))
  set('--soft', tone(0.945, 0.3))
  set('--text', tone(0.16, 0.94))
  set('--quiet', tone(0.47, 0.73))
  set('--line', tone(0.88, 0.36))
}

function surface({ background, foreground }, set) {
  set('--surface', background)
  set('--raised', `color-mix(in oklab, ${background} 96%, ${foreground})`)
  set('--soft', `color-mix(in oklab, ${background} 91%, ${foreground})`)
  set('--text', foreground)
  set('--quiet', `color-mix(in oklab, ${foreground} 68%, ${background})`)
  set('--line', `color-mix(in oklab, ${foreground} 16%, ${background})`)
}

// The level says how far the accent reaches: the send button; links and focus; a breath in what the person said; all of it.
function accent({ primary, level = 0 }, set) {
  const paper = on(primary)
  set('--ink', primary)
  set('--paper', paper)
  if (level >= 1) set('--link', `light-dark(color-mix(in oklab, ${primary} 85%, #000), color-mix(in oklab, ${primary} 60%, #fff))`)
  if (level === 2) set('--bubble', `color-mix(in oklab, ${primary} 16%, var(--surface))`)
  if (level >= 3) {
    set('--bubble', primary)
    set('--bubble-text', paper)
  }
}

// Black or white, whichever can be read on a colour.
function on(color) {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  pen.fillStyle = color
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => (value / 255) ** 2.2)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#0d0d0d' : '#fff'
}
