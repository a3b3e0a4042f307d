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

await build({
  entryPoints: { host: 'src/host/host.js', builtin: 'src/builtin/component.js' },
  outdir: '../chat/static/chatkit',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'], // light-dark()
  plugins: [cssAsText],
  legalComments: 'none', // THIRD_PARTY_LICENSES.txt beside the bundles has the texts
  charset: 'utf8',
})
