// What can be told of a file before it is sent. The server looks again, and closer.

/** What is wrong with a file, in a sentence; nothing for one that may be tried. */
export function fault(file, { accept, maxSize }, kit) {
  const ending = `.${file.name.split('.').pop().toLowerCase()}`
  const accepted = Object.values(accept ?? {}).flat()
  if (accepted.length && !accepted.includes(ending)) return kit.phrase('wrongType', { name: file.name, kinds: accepted.join(', ') })
  const most = typeof maxSize === 'number' ? maxSize : Infinity
  if (file.size > most) return kit.phrase('fileTooLarge', { name: file.name, size: sized(most, kit) })
  if (!file.size) return kit.phrase('fileEmpty', { name: file.name })
  return ''
}

function sized(bytes, kit) {
  return kit.number(Math.round(bytes / 1024 / 1024), { style: 'unit', unit: 'megabyte' })
}
