"""The look follows the site, or the theme that the page gives."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.chat import Chat
from tests.browser.wire import ROOT, Wire, asked, said
from tests.people import Person


def _style(page: Page, selector: str, name: str) -> str:
    node = f"{ROOT}.host" if selector == ":host" else f"{ROOT}.querySelector('{selector}')"
    found: str = page.evaluate(f"getComputedStyle({node})['{name}']")
    return found


def _is_dark(page: Page) -> bool:
    return _style(page, ":host", "backgroundColor") == "rgb(23, 24, 26)"


@pytest.fixture
def wire(page: Page, alice_here: Person) -> Wire:
    wire = Wire(page, asked(), said("Well. [Link](/a/)"))
    wire.open(alice_here.site.url)
    return wire


def test_the_scheme_is_the_sites(wire: Wire, page: Page) -> None:
    assert not _is_dark(page)
    page.emulate_media(color_scheme="dark")
    assert _is_dark(page)
    page.evaluate("document.documentElement.style.colorScheme = 'light'")  # as a site's own switch does
    assert not _is_dark(page)


@pytest.mark.parametrize("theme", ["'dark'", "{ colorScheme: 'dark' }"])
def test_a_scheme_of_its_own(theme: str, wire: Wire, page: Page) -> None:
    wire.options(f"{{ theme: {theme} }}")
    assert _is_dark(page)
    wire.options("{ theme: undefined }")
    assert not _is_dark(page)


def test_every_option_of_a_theme_has_its_effect(wire: Wire, page: Page) -> None:
    wire.options(
        """{ theme: {
            typography: { baseSize: 18, fontFamily: 'Georgia, serif' },
            radius: 'sharp',
            density: 'compact',
            color: {
                surface: { background: '#fff7ed', foreground: '#431407' },
                accent: { primary: '#7c3aed', level: 3 },
            },
        } }"""
    )
    assert _style(page, ":host", "fontSize") == "18px"
    assert _style(page, ":host", "fontFamily") == "Georgia, serif"
    assert _style(page, ":host", "backgroundColor") == "rgb(255, 247, 237)"
    assert _style(page, ":host", "color") == "rgb(67, 20, 7)"
    assert _style(page, ".composer", "borderRadius") == "0px"
    assert _style(page, ".bubble", "backgroundColor") == "rgb(124, 58, 237)"
    assert _style(page, ".bubble", "color") == "rgb(255, 255, 255)"
    assert _style(page, ".messages", "rowGap") == "15px"
    Chat(page).composer.fill("x")
    assert _style(page, ".send", "backgroundColor") == "rgb(124, 58, 237)"


def test_grays_have_a_hue(wire: Wire, page: Page) -> None:
    wire.options("{ theme: { color: { grayscale: { hue: 220, tint: 9, shade: -1 } } } }")
    assert _style(page, ":host", "backgroundColor").startswith("oklch(")


@pytest.mark.parametrize(("locale", "direction"), [("ar", "rtl"), ("he", "rtl"), ("de-DE", "ltr")])
def test_the_direction_is_the_locales(locale: str, direction: str, wire: Wire, page: Page) -> None:
    wire.options(f"{{ locale: '{locale}' }}")
    assert _style(page, ":host", "direction") == direction
    bubble = page.locator(".bubble").bounding_box()
    assert bubble
    assert (bubble["x"] < 640) == (direction == "rtl")
