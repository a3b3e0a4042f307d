// Sizes, spaces and colours as widgets name them, put on an element one property at a time.

const HUES = {
  rose: 10,
  red: 25,
  orange: 50,
  amber: 70,
  yellow: 95,
  lime: 125,
  green: 150,
  emerald: 162,
  teal: 182,
  cyan: 210,
  sky: 235,
  blue: 258,
  indigo: 275,
  violet: 290,
  purple: 304,
  fuchsia: 322,
  pink: 352,
}
const GRAYS = new Set(['gray', 'grey', 'slate', 'zinc', 'neutral', 'stone'])
const TOKENS = {
  prose: 'text',
  primary: 'text',
  emphasis: 'text',
  secondary: 'quiet',
  tertiary: 'quiet',
  success: 'success',
  warning: 'warning',
  danger: 'danger',
  info: 'link',
  discovery: 'discovery',
  caution: 'warning',
  default: 'line',
  subtle: 'line',
  strong: 'quiet',
  surface: 'surface',
  'surface-secondary': 'soft',
  'surface-tertiary': 'soft',
  'surface-elevated': 'raised',
  'surface-elevated-secondary': 'soft',
}
const CORNERS = { none: 0, '2xs': 2, xs: 4, sm: 6, md: 8, lg: 10, xl: 12, '2xl': 16, '3xl': 20, '4xl': 26, full: 9999, '100%': '100%' }
const FLEX = { start: 'flex-start', end: 'flex-end', between: 'space-between', around: 'space-around', evenly: 'space-evenly' }
const SIZES = ['height', 'width', 'minHeight', 'minWidth', 'maxHeight', 'maxWidth']

/** Sets properties through the CSSOM, which a strict `style-src` allows; what is no value of a property has no effect. */
export function styled(node, properties) {
  for (const [name, value] of Object.entries(properties)) {
    // A widget fetches nothing by its looks.
    if (value === undefined || value === null || /url\(|image\(|image-set\(/i.test(value)) continue
    node.style.setProperty(name, String(value))
  }
  return node
}

/** A length: numbers are pixels. */
export function px(value) {
  return typeof value === 'number' ? `${value}px` : value
}

/** A space: numbers are steps of four pixels. */
export function space(value) {
  return typeof value === 'number' ? `${value * 4}px` : value
}

/** A colour: a token, `blue-500`, a CSS colour, or `{ light, dark }`. */
export function color(value) {
  if (!value) return undefined
  if (typeof value === 'object') return `light-dark(${color(value.light)}, ${color(value.dark)})`
  if (Object.hasOwn(TOKENS, value)) return `var(--${TOKENS[value]})`
  const [, name, shade] = /^([a-z]+)-(\d{2,3})$/.exec(value) ?? []
  if (!Object.hasOwn(HUES, name) && !GRAYS.has(name)) return Object.hasOwn(HUES, value) ? color(`${value}-500`) : value
  const light = 1 - Math.min(Number(shade), 950) / 1300
  return `oklch(${light.toFixed(3)} ${GRAYS.has(name) ? 0.01 : (0.22 * Math.sin(Math.PI * Math.min(1, Number(shade) / 1000))).toFixed(3)} ${HUES[name] ?? 260})`
}

export function radius(value) {
  return Object.hasOwn(CORNERS, value ?? '') ? px(CORNERS[value]) : undefined
}

/** Whatever a box may have: its size, its spaces, its frame, its place among others. */
export function boxed(node, box) {
  const sizes = {
    ...(box.size !== undefined && { width: box.size, height: box.size }),
    ...(box.minSize !== undefined && { minWidth: box.minSize, minHeight: box.minSize }),
    ...(box.maxSize !== undefined && { maxWidth: box.maxSize, maxHeight: box.maxSize }),
  }
  for (const name of SIZES) styled(node, { [name.replace(/[A-Z]/, '-$&').toLowerCase()]: px(box[name] ?? sizes[name]) })
  styled(node, {
    'align-items': FLEX[box.align] ?? box.align,
    'justify-content': FLEX[box.justify] ?? box.justify,
    'flex-wrap': box.wrap,
    flex: box.flex,
    gap: space(box.gap),
    'border-radius': radius(box.radius),
    'background-color': color(box.background),
    'aspect-ratio': box.aspectRatio,
    'color-scheme': box.theme,
  })
  edges(node, 'padding', box.padding, space)
  edges(node, 'margin', box.margin, space)
  edges(node, 'border', box.border, line)
  return node
}

// One value for all edges, or an object with some: `x` and `y` are pairs.
function edges(node, name, value, written) {
  if (value === undefined || value === null) return
  if (typeof value !== 'object' || 'size' in value) return void styled(node, { [name]: written(value) })
  const { x, y, top = y, bottom = y, left = x, right = x } = value
  for (const [edge, one] of Object.entries({ 'block-start': top, 'block-end': bottom, 'inline-start': left, 'inline-end': right })) {
    if (one !== undefined) styled(node, { [`${name}-${edge}`]: written(one) })
  }
}

function line(value) {
  if (typeof value === 'number') return `${value}px solid var(--line)`
  return `${value.size}px ${value.style ?? 'solid'} ${color(value.color) ?? 'var(--line)'}`
}
