// Our own line icons: those of ChatKit's names (SDK and header) and those that only the component itself uses.
import { CHAT, CLOSE, drawn } from './drawing.js'

const RING = 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z'
const PAGE = 'M5.5 3.5h9v13h-9z'
const SQUARE = 'M4 4h12v12H4z'
const WIDE = 'M3.5 5h13v10h-13z'
const STAR = 'm10 3.5 2 4.3 4.7.6-3.4 3.2.8 4.7-4.1-2.3-4.1 2.3.8-4.7L3.3 8.4 8 7.8z'
const PENCIL = 'm4.5 15.5.5-3L13.5 4 16 6.5 7.5 15z'
const COMPOSE = 'm5 15 .5-3L14 3.5 16.5 6 8 14.5zm6 1.5h6'
const RETRY = 'M15.8 8.2A6.2 6.2 0 1 0 16 11.5M16.2 4v4.3H12'
const DOT = '*M10 8.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4Z'
const SUN = 'M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM10 3v2m0 10v2m7-7h-2M5 10H3m12-5-1.5 1.5m-7 7L5 15m10 0-1.5-1.5m-7-7L5 5'

const PATHS = {
  // The SDK's names (chatkit/icons.py)
  agent: 'M5 8h10v7.5H5zM10 8V5.2M8 11.2v.8m4-.8v.8M3 10.5v2.5m14-2.5v2.5M10 4v.2',
  analytics: 'M4 4v12h12M7 12.5l3-4 2.5 2L16 5.5',
  atom: 'M3 10a7 3 0 0 1 14 0 7 3 0 0 1-14 0ZM10 3a3 7 0 0 1 0 14 3 7 0 0 1 0-14Z',
  batch: 'm10 3.5 6.5 3.2L10 10 3.5 6.7zM3.5 10l6.5 3.3 6.5-3.3m-13 3.3 6.5 3.2 6.5-3.2',
  bolt: 'M11 3 4.5 11.5H10L9 17l6.5-8.5H10z',
  'book-open': 'M10 5.5C8.5 4.4 6.3 4 3.5 4v11c2.8 0 5 .4 6.5 1.5 1.5-1.1 3.7-1.5 6.5-1.5V4c-2.8 0-5 .4-6.5 1.5Zm0 0v11',
  'book-closed': 'M5 3.5h10.5v13H5zm0 10h10.5',
  'book-clock': 'M15 8V3.5H5v13h3m5.5.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm0-5v1.5l1 1',
  bug: 'M6.5 8.5h7v4a3.5 3.5 0 0 1-7 0zM8 8.5a2 2 0 0 1 4 0m-8.5 3h3m7 0h3M4 6.5l2.5 2M4 16.5l2.5-2m9.5-8-2.5 2m2.5 8-2.5-2',
  calendar: 'M4 5.5h12v11H4zM4 9h12M7 3.5v3m6-3v3',
  chart: 'M5 16v-5m5 5V4m5 12V8',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  'check-circle': `${RING}m-3-6.8 2.2 2.2 4-4.6`,
  'check-circle-filled': `*${RING}m-4-6.8 3 3 5-5.7-1.3-1.1-3.8 4.3-1.7-1.7z`,
  'chevron-left': 'm12 5-5 5 5 5',
  'chevron-right': 'm8 5 5 5-5 5',
  'circle-question': `${RING}M8 8a2 2 0 1 1 2.5 2q-.5.5-.5 1.5m0 2v.2`,
  clock: `${RING}M10 6.3V10l2.5 1.5`,
  compass: `${RING}m2.8-9.8-1.6 4-4 1.6 1.6-4z`,
  confetti: 'm4 16 3-8 5 5zM11 8c1-1 1-2.5.5-4M13 10c1.2-.8 2.5-.8 3.5 0m-2-4.5v.2m2 1.8v.2',
  cube: 'm10 3 6 3.4v7.2L10 17l-6-3.4V6.4zM4 6.4 10 10m0 0 6-3.6M10 10v7',
  desktop: 'M3.5 4.5h13V13h-13zm4 12h5M10 13v3.5',
  document: 'M5.5 3.5h6l3 3v10h-9zm6 0v3h3',
  dot: DOT,
  'dots-horizontal': 'M4.7 10h.6m4.4 0h.6m4.4 0h.6',
  'dots-vertical': 'M10 4.7v.6m0 4.4v.6m0 4.4v.6',
  'empty-circle': RING,
  'external-link': 'M8.5 5h-4v10.5H15v-4M11.5 4H16v4.5M16 4l-7 7',
  globe: `${RING}M3.2 10h13.6M10 3c2 2 3 4.4 3 7s-1 5-3 7c-2-2-3-4.4-3-7s1-5 3-7Z`,
  keys: 'M10 13a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm-.9-2.1L16 4m-2.7 2.7 2 2',
  lab: 'M8 3.5h4m-3.5 0v4.8L4.7 15a1 1 0 0 0 .9 1.5h8.8a1 1 0 0 0 .9-1.5l-3.8-6.7V3.5M6.5 12h7',
  images: 'M6.5 3.5h10v10h-10zm7 10v3h-10v-10h3m0 5L10 8l3.5 3.5 1.2-1.2 1.8 1.8',
  info: `${RING}M10 9.3v4m0-6.8v.2`,
  lifesaver: `${RING}M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5 5l3 3m4 4 3 3m0-10-3 3m-4 4-3 3`,
  lightbulb: 'M7.5 13.5a5.3 5.3 0 1 1 5 0zm.5 3h4',
  mail: `${WIDE}m0 1 6.5 5 6.5-5`,
  'map-pin': 'M10 17s5-4.6 5-8.5a5 5 0 0 0-10 0C5 12.4 10 17 10 17Zm0-6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  maps: 'm3.5 5.5 4.3-2 4.4 2 4.3-2v11l-4.3 2-4.4-2-4.3 2zm4.3-2v11m4.4-9v11',
  mobile: 'M6 3h8v14H6zm3 11.7h2',
  name: `${WIDE}M7 8h6m-3 0v4.5`,
  notebook: 'M5.5 3.5h10v13h-10zM8 3.5v13M4 7h2m-2 3h2m-2 3h2',
  'notebook-pencil': 'M15 8V3.5H5v13h3m8.5-5L12 16l-2 .5.5-2L15 10z',
  'page-blank': PAGE,
  phone: 'M5 3.5h2.5l1 3.5L7 8a9 9 0 0 0 5 5l1-1.5 3.5 1V15a1.5 1.5 0 0 1-1.5 1.5A11.5 11.5 0 0 1 3.5 5 1.5 1.5 0 0 1 5 3.5Z',
  play: 'M6.5 4.5 15 10l-8.5 5.5z',
  plus: 'M10 4v12M4 10h12',
  profile: `${RING}M10 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm-4.5 4.5a5 5 0 0 1 9 0`,
  'profile-card': `${WIDE}M7.5 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm5-2h2m-2 3h2`,
  reload: RETRY,
  star: STAR,
  'star-filled': `*${STAR}`,
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5 3.5 3.5',
  sparkle: 'M10 3.5q.5 6 6.5 6.5-6 .5-6.5 6.5-.5-6-6.5-6.5 6-.5 6.5-6.5Z',
  'sparkle-double': 'M8 6.5q.5 4.5 5 5-4.5.5-5 5-.5-4.5-5-5 4.5-.5 5-5ZM14.5 3q0 2.5 2.5 2.5-2.5 0-2.5 2.5 0-2.5-2.5-2.5 2.5 0 2.5-2.5Z',
  'square-code': `${SQUARE}m4.5 4-2 2 2 2m3-4 2 2-2 2`,
  'square-image': `${SQUARE}m0 9 3.5-3.5 3 3L12 11l4 4m-3.5-7.5v.2`,
  'square-text': `${SQUARE}m3 3.5h6M7 10h6m-6 2.5h4`,
  suitcase: 'M3.5 7h13v8.5h-13zm4 0V4.5h5V7m-9 4h13',
  'settings-slider': 'M3.5 6.5h7m4 0h2m-13 7h2m4 0h7m-4-5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm-5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  user: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 7a6 6 0 0 1 11 0',
  wreath: 'M7 4a6.5 6.5 0 1 0 6 0M4 11l2-.5m10 .5-2-.5M5 7l1.5 1M15 7l-1.5 1',
  write: PENCIL,
  'write-alt': COMPOSE,
  'write-alt2': 'M10 4.5H4.5v11h11V10M8 12l.5-2L15 3.5 16.5 5 10 11.5z',
  // The header's
  sidebar: 'M3.5 4.5h13v11h-13zm4.5 0v11',
  'sidebar-end': 'M3.5 4.5h13v11h-13zm8.5 0v11',
  double: 'm10 5-5 5 5 5m5-10-5 5 5 5',
  'double-end': 'm5 5 5 5-5 5m5-10 5 5-5 5',
  home: 'm3.5 9.5 6.5-6 6.5 6M5.5 8v8.5h9V8',
  back: 'M16 10H4m0 0 5-5m-5 5 5 5',
  expand: 'M12 4h4v4m0-4-5 5m-3 7H4v-4m0 4 5-5',
  collapse: 'M16 9h-5V4M4 11h5v5m2-7 5-5M9 11l-5 5',
  settings: SUN,
  light: SUN,
  grid: 'M4 4h5v5H4zm7 0h5v5h-5zm-7 7h5v5H4zm7 0h5v5h-5z',
  menu: 'M4 6h12M4 10h12M4 14h12',
  hamburger: 'M4 7h12M4 13h12',
  share: 'M10 13V3.5m0 0L6.5 7M10 3.5 13.5 7M5 10.5v6h10v-6',
  dark: 'M16 11.5A6.5 6.5 0 1 1 8.5 4a5.3 5.3 0 0 0 7.5 7.5Z',
  // Ours
  chat: CHAT,
  close: CLOSE,
  copy: 'M7.5 7.5h8v8h-8zm5 0v-3h-8v8h3',
  up: 'M7 9v7.5H4V9zm0 0 3-5.5c1.3 0 2 .8 2 2V8h3.4c.9 0 1.5.9 1.3 1.7l-1.2 5.2c-.2.9-1 1.6-2 1.6H7',
  down: 'M13 11V3.5h3V11zm0 0-3 5.5c-1.3 0-2-.8-2-2V12H4.6c-.9 0-1.5-.9-1.3-1.7l1.2-5.2c.2-.9 1-1.6 2-1.6H13',
  retry: RETRY,
  send: 'M10 16V4m0 0L5 9m5-5 5 5',
  stop: '*M7 7h6v6H7z',
  history: 'M4.2 8.2a6.2 6.2 0 1 1-.2 3.3M3.8 4v4.3H8m2-1.5V10l2.4 1.6',
  compose: COMPOSE,
  rename: PENCIL,
  trash: 'M4 6h12M8.3 6V4h3.4v2M5.5 6l.7 10h7.6l.7-10m-6 3v4.2m3-4.2v4.2',
  alert: `${RING}M10 6.5v4m0 2.8v.2`,
  down_arrow: 'M10 4v12m0 0 5-5m-5 5-5-5',
  chevron: 'm5.5 8 4.5 4.5L14.5 8',
  flag: 'M5.5 17V3.5h9l-2 3.5 2 3.5h-9',
  lock: 'M5 9h10v7.5H5zm2-.2V6.5a3 3 0 0 1 6 0v2.3',
  mention: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0-3v4.2c0 2.6 3.5 2.3 3.5-1.2a6.5 6.5 0 1 0-3 5.5',
  reply: 'M8 5 3.5 9.5 8 14m-4-4.5h8a4 4 0 0 1 4 4V15',
}

/** An icon by its name. A name that is not drawn here (`lucide:…`, or one of tomorrow) is a neutral dot. */
export function icon(name) {
  return drawn(pathOf(String(name)))
}

function pathOf(name) {
  if (Object.hasOwn(PATHS, name)) return PATHS[name]
  // The header has many names for few ideas.
  const side = name.match(/^(sidebar|collapse|open|double)-.*?(left|right)/)
  if (side) return PATHS[(side[1] === 'double' ? 'double' : 'sidebar') + (side[2] === 'right' ? '-end' : '')]
  const stem = name.match(/^(home|back|expand|collapse|settings|light|dark|menu|chat|dots-horizontal|dots-vertical)-/)
  return stem ? PATHS[stem[1]] : DOT
}
