// Builds the two committed bundles. The same sources and the same package-lock.json give the same bytes.
import { readFile } from 'node:fs/promises'
import { build, transform } from 'esbuild'

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

// Of marked only the lexer is used. Its module ends with an instance that holds on to all the rest; without that, the
// rest is not bundled.
const lexerOnly = {
  name: 'lexer-only',
  setup({ onLoad }) {
    onLoad({ filter: /marked\.esm\.js$/ }, async ({ path }) => {
      const whole = await readFile(path, 'utf8')
      const [, lexer] = /export\{.*?(\w+) as Lexer\b/.exec(whole) ?? []
      const tail = whole.search(/var \w+=new \w+;function (\w+)\(\w+,\w+\)\{return \w+\.parse\(/)
      if (!lexer || tail < 0) throw new Error('This version of marked is put together in another way; look at build.mjs.')
      return { contents: `${whole.slice(0, tail)}export{${lexer} as Lexer};`, loader: 'js' }
    })
  },
}

await build({
  entryPoints: { host: 'src/host/host.js', builtin: 'src/builtin/component.js' },
  outdir: '../chat/static/chatkit',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'], // light-dark()
  plugins: [cssAsText, lexerOnly],
  legalComments: 'none', // THIRD_PARTY_LICENSES.txt beside the bundles has the texts
  charset: 'utf8',
})
