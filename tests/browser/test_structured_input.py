"""Questions to the person stand in the composer's place until they are answered or skipped."""

from __future__ import annotations

from chatkit.types import (
    StructuredInputAnswer,
    StructuredInputFreeform,
    StructuredInputItem,
    StructuredInputMultipleChoice,
    ThreadItemReplacedEvent,
)
from chatkit.types import (
    StructuredInputMultipleChoiceOption as Option,
)
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, base, done, said
from tests.people import Person

ARGUMENTS = "To: dana@acme.test\nSubject: **Renewal**\n<b>Body</b>"


def _regions(**more: object) -> StructuredInputMultipleChoice:
    values = {
        "id": "r",
        "question": "Which regions?",
        "multiple": True,
        "options": [Option(value="EMEA"), Option(value="AMER")],
    }
    return StructuredInputMultipleChoice(**{**values, **more})


def _else(**more: object) -> StructuredInputFreeform:
    return StructuredInputFreeform(**{"id": "f", "question": "Anything else?", "description": "If you like", **more})


def _item(*inputs: object, **more: object) -> StructuredInputItem:
    return StructuredInputItem(**{**base("si"), "inputs": list(inputs), **more})


def test_several_answers_and_one_of_ones_own_are_sent(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), _item(_regions(), _else()))
    wire.open(alice_here.site.url)
    chat = Chat(page)
    expect(chat.composer).to_be_hidden()
    expect(chat.button("Submit")).to_be_disabled()
    page.get_by_label("EMEA").check()
    page.get_by_placeholder("Another answer").fill("APAC")
    answers = {"r": {"values": ["EMEA", "APAC"]}, "f": {"values": [], "skipped": True}}
    answered = _item(
        _regions(answer=StructuredInputAnswer(values=["EMEA", "APAC"])),
        _else(answer=StructuredInputAnswer(skipped=True)),
        status="answered",
    )
    wire.answer(ThreadItemReplacedEvent(item=answered), done(said("Thank you.")))
    chat.button("Submit").press("Enter")
    expect(chat.answers).to_contain_text("Thank you.")
    expect(chat.composer).to_be_visible()
    expect(page.locator(".reply")).to_have_text("Which regions?EMEAAPACAnything else?Skipped")
    answers["r"]["skipped"] = False
    assert wire.sent("threads.add_structured_input") == [
        {"thread_id": "thr_wire", "item_id": "si", "input": {"status": "answered", "answers": answers}}
    ]


def test_an_approval_shows_the_arguments_line_by_line_as_they_are(page: Page, alice_here: Person) -> None:
    question = f"May the assistant send this e-mail?\n{ARGUMENTS}"
    approval = _regions(question=question, multiple=False, options=[Option(value="Approve"), Option(value="Reject")])
    wire = Wire(page, asked(), _item(approval))
    wire.open(alice_here.site.url)
    assert page.locator(".input-details").inner_text() == ARGUMENTS
    expect(page.get_by_role("radio")).to_have_count(3)
    page.get_by_label("Reject").focus()
    page.keyboard.press("Space")
    Chat(page).button("Submit").click()
    expect(Chat(page).answers).to_contain_text("Done.")
    assert wire.sent("threads.add_structured_input")[0]["input"]["answers"] == {
        "r": {"values": ["Reject"], "skipped": False}
    }


def test_questions_may_be_skipped(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), _item(_else()))
    wire.open(alice_here.site.url)
    wire.answer(ThreadItemReplacedEvent(item=_item(_else(), status="skipped")), done(said("As you like.")))
    Chat(page).button("Skip").click()
    expect(page.locator(".reply")).to_have_text("Anything else?Skipped")
    assert wire.sent("threads.add_structured_input")[0]["input"] == {"status": "skipped", "answers": {}}


def test_a_refusal_keeps_the_question_and_what_was_written(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), _item(_else()))
    wire.open(alice_here.site.url)
    page.route(
        "**/chat/wire/",
        lambda route: (
            route.fulfill(status=409, json={"code": "x", "message": "Not now."})
            if "add_structured_input" in (route.request.post_data or "")
            else route.fallback()
        ),
    )
    page.get_by_label("Anything else?").fill("Yes")
    Chat(page).button("Submit").click()
    expect(page.get_by_role("alert")).to_contain_text("Not now.")
    expect(page.get_by_label("Anything else?")).to_have_value("Yes")


def test_a_question_that_was_passed_over_does_not_hold_the_composer(page: Page, alice_here: Person) -> None:
    Wire(page, asked(), _item(_else()), asked("Never mind", "msg_next")).open(alice_here.site.url)
    expect(Chat(page).composer).to_be_visible()
