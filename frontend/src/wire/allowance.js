// How much of the day's limits is left, said when it is little.
import { el } from '../element.js'
import { dress } from './styles.js'

const LITTLE = 0.2

export class Allowance {
  node = el('p', { class: 'announcement', role: 'status' })
  #config
  #fetch
  #isLimited = true

  constructor(host, config, fetch) {
    this.#config = config
    this.#fetch = fetch
    dress(host)
  }

  /** Asks, unless it is known that there are no limits; where that fails nothing is said. */
  async ask() {
    if (!this.#isLimited) return
    const response = await this.#fetch(this.#config.allowanceUrl).catch(() => null)
    if (!response?.ok) return
    const days = (await response.json()).allowances.flatMap(({ of, day }) => (day ? [{ of, ...day }] : []))
    this.#isLimited = days.length > 0
    this.#show(days.sort((one, other) => other.used - one.used)[0])
  }

  #show(day) {
    const left = day ? Math.max(0, 1 - day.used) : 1
    this.node.textContent = left > LITTLE ? '' : this.#sentence(left, day)
  }

  #sentence(left, { of, renews_at }) {
    const { strings } = this.#config
    const language = document.documentElement.lang || undefined
    return (of === 'organisation' ? strings.littleForAll : strings.little)
      .replace('{part}', new Intl.NumberFormat(language, { style: 'percent' }).format(left))
      .replace('{time}', new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(renews_at)))
  }
}
