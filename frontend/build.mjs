// Builds the committed bundles. The same sources and the same package-lock.json give the same bytes.
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { minify } from 'terser'

// A stylesheet becomes a text in its bundle, for `adoptedStyleSheets`.
const cssAsText = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true })
      return { contents: code.trim(), loader: 'text' }
    })
  },
}

// Of marked only the lexer is used, as it is without options. Its module ends with an instance that holds on to all the rest; without that, the
// rest is not bundled.
const SETTLED = { gfm: true, pedantic: false, breaks: false, silent: false, extensions: null, hooks: null }
const lexerOnly = {
  name: 'lexer-only',
  setup({ onLoad }) {
    onLoad({ filter: /marked\.esm\.js$/ }, async ({ path }) => {
      const whole = await readFile(path, 'utf8')
      const [, lexer] = /export\{.*?(\w+) as Lexer\b/.exec(whole) ?? []
      const tail = whole.search(/var \w+=new \w+;function (\w+)\(\w+,\w+\)\{return \w+\.parse\(/)
      if (!lexer || tail < 0) throw new Error('This version of marked is put together in another way; look at build.mjs.')
      const settled = whole.slice(0, tail).replace(/this\.options\.(\w+)\b/g, (option, name) => (name in SETTLED ? SETTLED[name] : option))
      const used = settled.replace(/(,breaks:\w+)?,pedantic:\w+(?=})/g, '')
      return { contents: `${used}export{${lexer} as Lexer};`, loader: 'js' }
    })
  },
}

const { outputFiles } = await build({
  entryPoints: { host: 'src/host/host.js', wire: 'src/wire/wire.js', builtin: 'src/builtin/component.js', extras: 'src/extras/extras.js', admin: 'src/admin/admin.js', usage: 'src/usage/usage.js' },
  outdir: '../chat/static/chatkit',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'], // light-dark()
  plugins: [cssAsText, lexerOnly],
  legalComments: 'none', // THIRD_PARTY_LICENSES.txt beside the bundles has the texts
  charset: 'utf8',
  write: false,
})

// What a page may cost whoever opens it, in bytes as they are sent.
const LARGEST = { 'host.js': 3 * 1024, 'builtin.js': 45 * 1024 }

// terser knows some more tricks than esbuild; together they save a twentieth.
// marked's regular expressions are made by calls of which only the result counts.
const compress = { passes: 3, if_return: false, pure_getters: true, pure_funcs: (call) => !call.expression.print_to_string().endsWith('.getRegex') }
for (const { path, text } of outputFiles) {
  const { code } = await minify(text, { module: true, ecma: 2020, compress, format: { comments: false } })
  const sent = gzipSync(code, { level: 9 }).length
  if (sent > LARGEST[basename(path)]) throw new Error(`${basename(path)} has ${sent} bytes; ${LARGEST[basename(path)]} are allowed.`)
  await writeFile(path, code)
}
