"""How smoothly a long answer streams in: `python -m benchmarks.smoothness`.

An answer of 20,000 characters is written into the built-in component, in Chromium with its processor slowed down four
times. A step is what the component does in one frame, with the layout that follows; its 95th percentile is to stay
under 16 ms, which is one frame.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import expect, sync_playwright

from tests.browser.chat import Chat
from tests.chromium import launched
from tests.people import Person
from tests.site import Site

CHARACTERS, THROTTLE, GOAL = 20_000, 4, 16
PARAGRAPH = "Words of an ordinary answer, some of them **strong**, with `code` and a [link](/docs/) here and there. "
# Notes how long each frame's callbacks take, with the layout that they ask for.
WATCH = """
window.steps = []
const { requestAnimationFrame } = window
window.requestAnimationFrame = (callback) => requestAnimationFrame((now) => {
  const begin = performance.now()
  callback(now)
  document.querySelector('chatkit-host')?.shadowRoot?.querySelector('chatkit-builtin')?.getBoundingClientRect()
  window.steps.push(performance.now() - begin)
})
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder)) as site, sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        alice = Person.signed_up(site, "alice")
        cookies = [{"name": name, "value": value, "url": site.url} for name, value in alice.http.cookies.items()]
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        page.add_init_script(WATCH)
        page.goto(f"{site.url}/chat/")
        expect(Chat(page).composer).to_be_visible()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        text = "\n\n".join([PARAGRAPH * 4] * (CHARACTERS // (len(PARAGRAPH) * 4) + 1))[:CHARACTERS]
        page.evaluate("window.steps.length = 0")
        Chat(page).send("script:" + json.dumps({"text": text, "pace": 0.004}))
        expect(Chat(page).button("Send")).to_be_visible(timeout=120_000)
        steps: list[float] = page.evaluate("window.steps")
        browser.close()
    p50, p95 = quantiles(steps, n=20)[9], quantiles(steps, n=20)[18]
    print(
        f"{CHARACTERS} characters in {len(steps)} steps: median {p50:.1f} ms, 95th percentile {p95:.1f} ms, goal {GOAL}"
    )


if __name__ == "__main__":
    main()
