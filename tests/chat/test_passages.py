"""Passages are whole, and the one that answers comes first."""

from __future__ import annotations

import pytest

from chat.assistant.passages import LONGEST, Source, best_passages, split
from chat.assistant.words import Words

SITE = [
    Source("Delivery", "/delivery/", "We deliver parcels within three days. Parcels are insured."),
    Source("Returns", "/returns/", "You may return a parcel within thirty days and get your money back."),
    Source("Opening hours", "/hours/", "The shop opens at nine and closes at six. It is closed on Sundays."),
]


def _best(question: str, language: str = "en") -> list[str]:
    words = Words.of(question, language=language)
    return [passage.url for passage in best_passages(SITE, words, language=language)]


@pytest.mark.parametrize(
    ("question", "url"),
    [
        ("When does the shop open?", "/hours/"),
        ("How do I return a parcel?", "/returns/"),
        ("parcel insurance", "/delivery/"),
        ("Are you closed on Sunday?", "/hours/"),
    ],
)
def test_the_passage_that_answers_comes_first(question: str, url: str) -> None:
    assert _best(question)[0] == url


@pytest.mark.parametrize("question", ["Who painted the Mona Lisa?", "Do you sell giraffes in purple?"])
def test_what_the_site_does_not_say_has_no_passage(question: str) -> None:
    assert _best(question) == []


def test_the_words_of_another_language_are_stemmed_by_its_rules() -> None:
    german = [Source("Lieferung", "/l/", "Wir liefern Pakete in drei Tagen.")]
    words = Words.of("Wann liefern Sie mein Paket?", language="de")
    assert best_passages(german, words, language="de")
    assert "mein" not in words.stems


def test_a_short_text_stays_whole() -> None:
    assert split("One.\n\nTwo.") == ["One.\n\nTwo."]


def test_a_long_text_is_split_between_paragraphs_and_code_stays_with_its_sentence() -> None:
    paragraph = "word " * 120
    code = "```python\n" + "x = 1\n\n" * 20 + "```"
    passages = split(f"{paragraph}\n\n{paragraph}\n\nDo this:\n\n{code}\n\n{paragraph}")
    assert len(passages) > 1
    assert any("Do this:\n\n```python" in passage and passage.count("```") == 2 for passage in passages)


def test_code_that_is_too_long_is_cut_and_closed() -> None:
    passage = split("Before.\n\n```\n" + "line\n" * 2_000 + "```")[0]
    assert len(passage) < LONGEST + 20
    assert passage.count("```") == 2


def test_where_a_link_leads_says_nothing_of_its_passage() -> None:
    linking = Source("Contact", "/contact/", "Write to [us](/hours/when-does-the-shop-open/).")
    words = Words.of("When does the shop open?", language="en")
    assert best_passages([linking, *SITE], words, language="en")[0].url == "/hours/"
    assert best_passages([linking], words, language="en") == []
