// What the documentation says in JavaScript and TypeScript can be read by a program, and speaks to what there is.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { transform } from 'esbuild'

const DOCS = new URL('../../docs/', import.meta.url)
const ELEMENT = readFileSync(new URL('../../chat/static/chatkit/host.js', import.meta.url), 'utf8')

for (const page of readdirSync(DOCS).filter((name) => name.endsWith('.md'))) {
  const text = readFileSync(new URL(page, DOCS), 'utf8')
  for (const [, loader, code] of text.matchAll(/```(js|ts|tsx)\n(.*?)```/gs)) {
    test(`${page} has ${loader} that is well formed`, async () => {
      await transform(code, { loader, format: 'esm' })
      for (const [, method] of code.matchAll(/\bhost\.(\w+)\(/g)) {
        assert.ok(method in EventTarget.prototype || ELEMENT.includes(method), `${page}: host.${method}`)
      }
    })
  }
}
