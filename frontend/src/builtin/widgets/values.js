// What a form's fields hold.

/** The values by their names; dots in a name make it a path: `todo.title`. */
export function valuesOf(form) {
  const values = {}
  // Not `form.elements`, which a field of that name would hide.
  for (const field of form.querySelectorAll('input, select, textarea')) {
    if (!field.name || (field.type === 'radio' && !field.checked)) continue
    put(values, field.name, valueOf(field))
  }
  return values
}

export function valueOf(field) {
  if (field.type === 'checkbox') return field.checked
  if (field.type === 'number') return Number.isNaN(field.valueAsNumber) ? null : field.valueAsNumber
  return field.value
}

/** One value by its name, as `valuesOf` gives many. */
export function named(name, value) {
  const values = {}
  put(values, name, value)
  return values
}

/** Remembers what was typed in an element that will be built anew; call what it returns when that is done. */
export function keptValues(node) {
  const fields = [...node.querySelectorAll('input, select, textarea')]
  const changed = fields.filter((field) => field.name && isChanged(field))
  const focus = node.getRootNode().activeElement
  const focused = node.contains(focus) ? focus.name : null
  return (fresh = node) => {
    for (const { name, type, value, checked } of changed) {
      const found = [...fresh.querySelectorAll('input, select, textarea')].find(
        (field) => field.name === name && field.type === type && (type !== 'radio' || field.value === value),
      )
      if (!found) continue
      found.value = value
      found.checked = checked
    }
    if (focused) [...fresh.querySelectorAll('input, select, textarea')].find(({ name }) => name === focused)?.focus()
  }
}

function isChanged(field) {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected)
  return field.value !== field.defaultValue
}

function put(values, name, value) {
  const path = name.split('.')
  if (path.some((step) => step === '__proto__' || step === 'constructor' || step === 'prototype' || step === '')) return
  let at = values
  for (const step of path.slice(0, -1)) at = at[step] = typeof at[step] === 'object' && at[step] !== null ? at[step] : {}
  at[path.at(-1)] = value
}
