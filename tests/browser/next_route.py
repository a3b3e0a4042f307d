"""The route of docs/plugging-in.md, as Next.js runs it: standard requests in, standard responses out."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port, wait_for

ROOT = Path(__file__).parents[2]
HEADERS = """
import { AsyncLocalStorage } from 'node:async_hooks'
export const asked = new AsyncLocalStorage()
export const cookies = async () => ({
  get(name) {
    const found = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(asked.getStore() ?? '')
    return found ? { name, value: found[1] } : undefined
  },
})
"""
SERVER = """
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { asked } from 'next/headers'
import * as route from './route.ts'

createServer(async (incoming, outgoing) => {
  const url = new URL(incoming.url, process.env.SITE_ORIGIN)
  const path = url.pathname.split('/').filter(Boolean).slice(2)
  const body = ['GET', 'HEAD'].includes(incoming.method) ? undefined : Readable.toWeb(incoming)
  const request = new Request(url, { method: incoming.method, headers: incoming.headers, body, duplex: 'half' })
  const params = Promise.resolve(path.length ? { path } : {})
  const answer = await asked.run(incoming.headers.cookie, () => route[incoming.method](request, { params }))
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (answer.body) Readable.fromWeb(answer.body).pipe(outgoing)
  else outgoing.end()
}).listen(process.env.PORT, '127.0.0.1')
"""


@contextmanager
def serving(folder: Path, *, django: str) -> Iterator[str]:
    """Another site, whose `/api/chat` is the route; its origin."""
    text = (ROOT / "docs/plugging-in.md").read_text()
    route = re.search(r"route\.ts`:\n\n```ts\n(.*?)```", text, re.DOTALL)
    assert route
    for name, source in {"route.ts": route[1], "headers.mjs": HEADERS, "server.mjs": SERVER}.items():
        (folder / name).write_text(source)
    esbuild = ROOT / "frontend/node_modules/.bin/esbuild"
    built = folder / "built.mjs"
    options = [
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--alias:next/headers=./headers.mjs",
        f"--outfile={built}",
    ]
    subprocess.run([esbuild, "server.mjs", "--log-level=warning", *options], cwd=folder, check=True)
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    environment = {"DJANGO_URL": django, "SITE_ORIGIN": origin, "PORT": str(port)}
    with subprocess.Popen(["node", built], env={**environment, "PATH": os.environ["PATH"]}) as process:
        wait_for(port)
        try:
            yield origin
        finally:
            process.terminate()
