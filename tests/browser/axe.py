"""What axe has to say about a page (WCAG 2.2 AA and best practice)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def complaints_in_light_and_dark(page: Page, *, within: str = "html") -> list[str]:
    """About the page as it is in the light, and about its colours in the dark, where it stays."""
    in_scheme(page, "light")
    found = complaints(page, within=within)
    in_scheme(page, "dark")
    return found + [f"In the dark: {one}" for one in complaints(page, within=within, rules=OF_COLOURS)]


def in_scheme(page: Page, scheme: Literal["light", "dark"]) -> None:
    """With the colours that stay: Django's admin takes 0.15 s to change those of its links."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("""async () => {
        const changes = document.getAnimations().filter((one) => one instanceof CSSTransition)
        await Promise.allSettled(changes.map((one) => one.finished))
    }""")


def complaints(page: Page, *, within: str = "html", rules: list[str] = TAGS) -> list[str]:
    """About all of it, or the part that is ours."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        "([within, runOnly]) => axe.run(within, { runOnly }).then((result) => result.violations)", [within, rules]
    )
    # The arrow keys of the field scroll a listbox; axe knows that of `combobox`es alone, which no <textarea> may be.
    found = [one for one in found if one["id"] != "scrollable-region-focusable" or "listbox" not in str(one["nodes"])]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]
