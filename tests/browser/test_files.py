"""Files in the built-in composer: chosen, dropped or pasted, shown while they are on their way, and sent."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests import files
from tests.browser.axe import complaints_in_light_and_dark
from tests.browser.chat import Chat
from tests.people import Person

LETTER: FilePayload = {"name": "animals.pdf", "mimeType": "application/pdf", "buffer": files.pdf("A fox sleeps.")}
PHOTO: FilePayload = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": files.photo()}


@pytest.fixture
def chat(page: Page, visitor: Person) -> Chat:
    page.goto(f"{visitor.site.url}/chat/")
    return Chat(page)


def _choose(chat: Chat, *chosen: FilePayload | str) -> None:
    with chat.page.expect_file_chooser() as chooser:
        chat.button("Add files").click()
    chooser.value.set_files(list(chosen))  # type: ignore[arg-type]


def test_a_file_is_sent_with_a_question_and_answered_from(chat: Chat) -> None:
    _choose(chat, LETTER)
    expect(chat.page.locator(".above .attachment")).to_have_text("animals.pdf")
    chat.ask("Where does the fox sleep?")
    expect(chat.questions).to_contain_text("animals.pdf")
    expect(chat.answers).to_contain_text("A fox sleeps.")
    expect(chat.answers.locator(".sources")).to_contain_text("animals.pdf")
    chat.page.reload()
    expect(chat.questions).to_contain_text("animals.pdf")


def test_an_image_is_shown_before_and_after_it_is_sent(chat: Chat) -> None:
    _choose(chat, PHOTO)
    for place in (".above .attachment img", "article.question .attachment img"):
        shown = chat.page.locator(place)
        expect(shown).to_be_visible()
        assert shown.evaluate("image => image.decode().then(() => image.naturalHeight > image.naturalWidth)")
        chat.send("What is this?")


def _transfer(chat: Chat, name: str, kind: str, content: bytes) -> str:
    """A script's `data`, as a drag or the clipboard brings it."""
    encoded = base64.b64encode(content).decode()
    return f"""
        const data = new DataTransfer()
        const bytes = Uint8Array.from(atob('{encoded}'), (one) => one.charCodeAt(0))
        data.items.add(new File([bytes], '{name}', {{ type: '{kind}' }}))
    """


@pytest.mark.parametrize(
    ("target", "event"),
    [
        (
            "chatkit-builtin",
            "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })",
        ),
        (".composer textarea", "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })"),
    ],
    ids=["dropped", "pasted"],
)
def test_a_file_may_be_dropped_or_pasted(target: str, event: str, chat: Chat) -> None:
    expect(chat.button("Add files")).to_be_visible()
    script = _transfer(chat, "photo.jpg", "image/jpeg", files.photo())
    chat.page.locator(target).evaluate(f"(target) => {{ {script}; target.dispatchEvent({event}) }}")
    expect(chat.page.locator(".above .attachment")).to_have_text("photo.jpg")


def test_what_cannot_be_sent_says_so_and_the_others_go(chat: Chat, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (21 * 1024 * 1024))
    _choose(chat, str(large))
    expect(chat.page.get_by_role("alert")).to_contain_text("large.txt is larger than 20")
    program: FilePayload = {"name": "run.exe", "mimeType": "", "buffer": b"MZ"}
    fake: FilePayload = {"name": "fake.png", "mimeType": "image/png", "buffer": b"MZ"}
    empty: FilePayload = {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""}
    _choose(chat, program, fake, empty, LETTER)
    alerts = chat.page.get_by_role("alert")
    expect(alerts.filter(has_text="run.exe cannot be sent here")).to_be_visible()
    expect(alerts.filter(has_text="This kind of file cannot be sent here")).to_be_visible()
    expect(alerts.filter(has_text="empty.txt is empty")).to_be_visible()
    expect(chat.page.locator(".above .attachment")).to_have_text("animals.pdf")
    chat.button("Dismiss").first.click()
    expect(alerts).to_have_count(2)


def test_a_message_waits_for_what_is_on_its_way_and_goes_without_what_was_cancelled(chat: Chat) -> None:
    chat.page.route("**/chat/uploads/**", lambda route: None)  # never comes to its end
    chat.composer.fill("Look")
    _choose(chat, LETTER)
    expect(chat.page.get_by_role("progressbar", name="animals.pdf is being sent")).to_be_visible()
    expect(chat.button("Send")).to_be_disabled()
    chat.button("Do not send animals.pdf").click()
    expect(chat.button("Send")).to_be_enabled()
    expect(chat.page.get_by_role("progressbar")).to_have_count(0)


def test_what_was_added_can_be_taken_away(chat: Chat, visitor: Person) -> None:
    _choose(chat, LETTER)
    chat.button("Remove animals.pdf").click()
    expect(chat.page.locator(".above .attachment")).to_have_count(0)
    expect(chat.button("Send")).to_be_disabled()


def test_a_site_that_goes_away_is_said(chat: Chat) -> None:
    chat.page.route("**/chat/uploads/**", lambda route: route.abort())
    _choose(chat, LETTER)
    expect(chat.page.get_by_role("alert")).to_contain_text("animals.pdf could not be sent. Try again.")


def test_a_page_of_somebodys_in_between_is_no_answer(chat: Chat) -> None:
    chat.page.route("**/chat/uploads/**", lambda route: route.fulfill(status=502, body="<html>Bad gateway</html>"))
    _choose(chat, LETTER)
    expect(chat.page.get_by_role("alert")).to_contain_text("animals.pdf could not be sent. Try again.")


def test_too_many_are_refused(chat: Chat) -> None:
    _choose(chat, *[{**LETTER, "name": f"{number}.pdf"} for number in range(6)])  # type: ignore[misc]
    expect(chat.page.get_by_role("alert")).to_contain_text("A message takes 5 files at most.")
    expect(chat.page.locator(".above .attachment")).to_have_count(5, timeout=15_000)


def test_it_is_for_everybody(chat: Chat, errors: list[str]) -> None:
    _choose(chat, PHOTO, {"name": "run.exe", "mimeType": "", "buffer": b"MZ"})
    expect(chat.page.locator(".above .attachment")).to_be_visible()
    assert complaints_in_light_and_dark(chat.page) == []
    errors.clear()  # axe styles what it looks at


def test_a_page_may_want_it_in_one_step(chat: Chat) -> None:
    expect(chat.button("Add files")).to_be_visible()
    direct = "{ type: 'direct', uploadUrl: '/chat/uploads/' }"
    chat.page.evaluate(
        f"""document.querySelector('chatkit-host').setOptions({{
            api: {{ url: '/chat/wire/', domainKey: 'local', uploadStrategy: {direct} }},
        }})"""
    )
    with chat.page.expect_response("**/chat/uploads/") as sent:
        _choose(chat, LETTER)
    assert sent.value.status == 200
    chat.ask("Where does the fox sleep?")
    expect(chat.answers).to_contain_text("A fox sleeps.")
