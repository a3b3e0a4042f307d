"""People are answered in the language of their browser, wherever in the site the sentence is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.people import Person, answer_of, message, text_of

CARD = "My card is 4111 1111 1111 1111."


def _refused(person: Person) -> str:
    """What a refusal says."""
    params = {"thread_id": "thr_of_nobody", "input": message("Hello")}
    return str(person.post({"type": "threads.add_user_message", "params": params}).json()["message"])


def _objected(person: Person) -> str:
    """What a function of the site's says that is called in a thread."""
    return text_of(answer_of(person.ask(CARD)))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (_refused, "Das gibt es hier nicht mehr."),
        (_objected, "Das sieht nach einer Kartennummer aus, deshalb habe ich es nicht weitergegeben."),
    ],
)
def test_every_sentence_is_in_the_language_of_the_person(
    said: Callable[[Person], str], sentence: str, alice: Person
) -> None:
    alice.http.headers["Accept-Language"] = "de"
    assert said(alice).startswith(sentence)
    alice.http.headers["Accept-Language"] = "en"
    assert "Das " not in said(alice)


def test_whoever_signs_in_is_addressed_politely(nobody: Person) -> None:
    nobody.http.headers["Accept-Language"] = "de"
    page = nobody.http.get("/accounts/login/").text
    assert "Sie haben noch kein Konto?" in page
    assert 'lang="de"' in page
