// What the documentation says in JavaScript and TypeScript can be read by a program, and speaks to what there is.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { build, transform } from 'esbuild'

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

test('the React page shows the component', async () => {
  const [, code] = readFileSync(new URL('plugging-in.md', DOCS), 'utf8').match(/```tsx\n(.*?)```/s)
  const asked = "import { createElement } from 'react'\nimport { renderToString } from 'react-dom/server'\n"
  const { outputFiles } = await build({
    stdin: { contents: `${asked}${code}\nexport const html = renderToString(createElement(Page))`, loader: 'tsx', resolveDir: '.' },
    bundle: true,
    format: 'cjs',
    jsx: 'automatic',
    platform: 'node',
    write: false,
  })
  const page = { exports: {} }
  new Function('module', 'exports', 'require', outputFiles[0].text)(page, page.exports, createRequire(import.meta.url))
  assert.match(page.exports.html, /^<openai-chatkit[^>]* style="height:100dvh"/)
})
