"""The model fails: one clear sentence, the text so far, the cause in the log, and nothing internal in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests import responses_api
from tests.people import Person, text_of, thread_of
from tests.responses_api import ResponsesApi
from tests.site import Site

REACHED = "The assistant cannot be reached. Try again in a moment."
SET_UP = "The assistant is not set up correctly. Please tell the site’s staff."
BUSY = "The assistant is busy. Try again in a minute."
SILENT = "The assistant did not answer in time."
UNFINISHED = "The assistant could not finish this answer."
STEPS = "This question needs too many steps. Ask for a part of it."


@pytest.fixture(scope="module")
def api() -> Iterator[ResponsesApi]:
    with responses_api.running() as running:
        yield running


@pytest.fixture(scope="module")
def site_of_failures(api: ResponsesApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {"OPENAI_API_KEY": "sk-very-secret", "OPENAI_BASE_URL": api.url, "CHATKIT_MODEL": "gpt-test"}
    chatkit = '{"FIRST_TOKEN_SECONDS": 2, "ANSWER_SECONDS": 6}'
    with Site(tmp_path_factory.mktemp("failing"), TEST_REAL_MODEL="1", TEST_CHATKIT=chatkit, **environment) as running:
        yield running


@pytest.mark.parametrize(
    ("failure", "sentence", "may_retry", "said"),
    [
        ("refuse", REACHED, True, ""),
        ("401", SET_UP, False, ""),
        ("404", SET_UP, False, ""),
        ("429", BUSY, True, ""),
        ("500", UNFINISHED, True, ""),
        ("silence", SILENT, True, ""),
        ("die", UNFINISHED, True, "It begins well"),
        ("hang", SILENT, True, "It begins well"),
        ("garbage", UNFINISHED, True, "It begins well"),
        ("tools", STEPS, False, ""),
        ("slow", "This answer took too long and was cut off.", True, "word"),
    ],
)
def test_a_failure_has_its_sentence(  # noqa: PLR0913, PLR0917
    failure: str,
    sentence: str,
    may_retry: bool,  # noqa: FBT001
    said: str,
    site_of_failures: Site,
    api: ResponsesApi,
) -> None:
    asker = Person.signed_up(site_of_failures, "asker")
    api.failure = failure
    events = asker.ask("Tell me")
    api.failure = ""
    assert events[-1] == {"type": "error", "code": "custom", "message": sentence, "allow_retry": may_retry}
    thread_id = thread_of(events)
    question, *answer = asker.items(thread_id)
    assert text_of(question) == "Tell me"
    assert said in "".join(text_of(item) for item in answer)
    assert bool(answer) == bool(said)
    assert asker.state(thread_id) == "failed"
    for internal in ("sk-very-secret", "openai", "127.0.0.1", "Traceback", "Error code"):
        assert internal not in json.dumps(events)
    log = site_of_failures.log.read_text()
    assert failure == "slow" or "(request " in log
    assert "sk-very-secret" not in log


def test_after_a_failure_the_next_question_is_answered(site_of_failures: Site, api: ResponsesApi) -> None:
    asker = Person.signed_up(site_of_failures, "asker")
    api.failure = "die"
    thread_id = thread_of(asker.ask("Tell me"))
    api.failure = ""
    assert text_of(asker.ask("Where is it?", thread_id)[-1]["item"]).startswith("It is in")
