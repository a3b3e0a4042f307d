// Where citations stand in a text: private-use characters mark it, and are taken out of what anybody wrote.

const OPEN = '\uE000'
const SHUT = '\uE001'

/** Splits a text into what was written and, at the odd places, the numbers of citations. */
export const MARKS = /\uE000(\d+)\uE001/

/** The text with its marks `{ index, number }` in it; one without an index stands at the end. */
export function marked(text, marks) {
  // From the end, so that the earlier places stay where they are; private characters keep their width.
  const places = [...marks].sort((a, b) => (b.index ?? Infinity) - (a.index ?? Infinity) || b.number - a.number)
  let made = text.replace(/[\uE000\uE001]/g, '\uFFFD')
  for (const { index, number } of places) {
    const place = Math.min(index ?? made.length, made.length)
    made = `${made.slice(0, place)}${OPEN}${number}${SHUT}${made.slice(place)}`
  }
  return made
}

/** What somebody wrote, and the numbers that stood in it. */
export function unmarked(text) {
  const parts = text.split(MARKS)
  return {
    text: parts.filter((_, place) => place % 2 === 0).join(''),
    numbers: parts.filter((_, place) => place % 2).map(Number),
  }
}
