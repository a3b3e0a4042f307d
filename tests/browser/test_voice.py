"""Somebody speaks: the browser's microphone is a fake one, and the transcription API the tests' own."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.axe import complaints
from tests.browser.chat import Chat
from tests.browser.conftest import CDN, signed_in, watched
from tests.chromium import launched
from tests.people import Person
from tests.site import Site
from tests.transcription_api import TranscriptionApi

FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def hearing(ears: TranscriptionApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("hearing")
    environment = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": ears.url, "SCRIPT_LOG": str(folder / "script")}
    chatkit = {"TRANSCRIPTION_MODEL": "whisper-test", "VOICE_SECONDS": 3}
    with Site(folder, TEST_CHATKIT=json.dumps(chatkit), **environment) as site:
        yield site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """With a microphone that beeps."""
    with sync_playwright() as playwright:
        browser = launched(playwright, *FAKE)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, errors: list[str]) -> Iterator[Page]:
    context = chromium.new_context()
    context.route(CDN, lambda route: route.abort())
    yield watched(context.new_page(), errors)
    context.close()
    assert errors == []


@pytest.fixture
def chat(page: Page, hearing: Site, ears: TranscriptionApi) -> Chat:
    ears.status, ears.requests, ears.heard = 200, [], '{"text": "Where is my order?"}'
    page.context.grant_permissions(["microphone"])
    signed_in(page, Person.signed_up(hearing, "speaker"))
    page.goto(f"{hearing.url}/chat/")
    return Chat(page)


def test_what_is_said_is_written_into_the_composer(chat: Chat, ears: TranscriptionApi) -> None:
    chat.composer.fill("Hello,")
    chat.button("Speak").click()
    expect(chat.page.get_by_role("meter", name="Listening")).to_be_visible()
    expect(chat.page.locator(".voice time")).to_have_text("0:01")
    assert chat.page.get_by_role("meter").evaluate(
        "(meter) => new Promise((done) => setInterval(() => meter.value > 0 && done(true), 20))"
    )
    chat.button("Done speaking").click()
    expect(chat.composer).to_have_value("Hello, Where is my order?")
    expect(chat.composer).to_be_focused()
    (request,) = ears.requests
    assert b"\x1aE\xdf\xa3" in request  # a WebM file
    assert b'filename="voice.webm"' in request


def test_whoever_speaks_for_too_long_is_written_down_so_far(chat: Chat) -> None:
    chat.button("Speak").click()
    expect(chat.composer).to_have_value("Where is my order?", timeout=10_000)


def test_what_is_cancelled_goes_nowhere(chat: Chat, ears: TranscriptionApi) -> None:
    for cancel in (lambda: chat.button("Cancel").click(), lambda: chat.page.keyboard.press("Escape")):
        chat.button("Speak").click()
        expect(chat.page.get_by_role("meter")).to_be_visible()
        cancel()
        expect(chat.page.get_by_role("meter")).to_have_count(0)
        expect(chat.button("Speak")).to_be_focused()
    assert ears.requests == []


def test_silence_and_faults_are_said(chat: Chat, ears: TranscriptionApi) -> None:
    for heard, status, said in (
        ('{"text": ""}', 200, "Nothing was heard."),
        ("{}", 400, "What you said could not be understood just now."),
    ):
        ears.heard, ears.status = heard, status
        chat.button("Speak").click()
        expect(chat.page.locator(".voice time")).to_have_text("0:01")
        chat.button("Done speaking").click()
        expect(chat.page.get_by_role("alert")).to_contain_text(said)


def test_without_a_microphone_it_says_so(chat: Chat) -> None:
    chat.page.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error()) }")
    chat.button("Speak").click()
    expect(chat.page.get_by_role("alert")).to_contain_text("The microphone cannot be used.")


def test_where_nothing_is_configured_there_is_no_button(page: Page, alice: Person) -> None:
    signed_in(page, alice)
    page.goto(f"{alice.site.url}/chat/")
    expect(Chat(page).button("Add files")).to_be_visible()
    expect(Chat(page).button("Speak")).to_have_count(0)


def test_it_is_for_everybody(chat: Chat, errors: list[str]) -> None:
    chat.button("Speak").click()
    expect(chat.page.get_by_role("meter")).to_be_visible()
    assert complaints(chat.page) == []
    errors.clear()  # axe styles what it looks at
