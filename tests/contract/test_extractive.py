"""The answerer without a key: it quotes the right page, links to it, and says so when there is none."""

from __future__ import annotations

import pytest

from tests.people import Person, answer_of, message, text_of, thread_of

EXPLANATION = "No language model is set up here"


@pytest.mark.parametrize(
    ("question", "page", "quotation"),
    [
        (
            "How do I embed the chat in a template?",
            "/docs/plugging-in/#embed-the-chat-in-a-template",
            "{% chatkit_assets %}",
        ),
        ("How do I make a model searchable?", "/docs/plugging-in/#make-a-model-searchable", "@searchable("),
        ("What happens without an OpenAI key?", "/docs/assistant/#the-extractive-model", "extractive model"),
        ("templates embedding", "/docs/plugging-in/#embed-the-chat-in-a-template", "{% chatkit %}"),
        ("Is nginx buffering a problem?", "/docs/deployment/#behind-a-proxy", "X-Accel-Buffering"),
    ],
)
def test_it_quotes_and_cites_the_right_page(question: str, page: str, quotation: str, visitor: Person) -> None:
    answer = answer_of(visitor.ask(question))
    assert quotation in text_of(answer)
    source = answer["content"][0]["annotations"][0]["source"]
    assert source["url"] == visitor.site.url + page
    assert source["type"] == "url"
    heading = visitor.http.get(source["url"])
    assert heading.status_code == 200
    assert f'id="{page.partition("#")[2]}"' in heading.text


def test_a_citation_stands_after_the_title_of_its_page(visitor: Person) -> None:
    content = answer_of(visitor.ask("How do I embed the chat in a template?"))["content"][0]
    for annotation in content["annotations"]:
        assert content["text"][: annotation["index"]].endswith(f"**{annotation['source']['title']}**")


def test_the_citations_come_while_the_answer_streams(visitor: Person) -> None:
    events = visitor.ask("How do I embed the chat in a template?")
    kinds = [event["update"]["type"].rpartition(".")[2] for event in events if "update" in event]
    assert kinds.index("annotation_added") < len(kinds) / 2


@pytest.mark.parametrize(
    "question", ["What is the capital of Mongolia?", "How do I bake a chocolate cake?", "zxqv", "?!"]
)
def test_it_says_so_when_the_site_has_no_answer(question: str, visitor: Person) -> None:
    answer = answer_of(visitor.ask(question))
    assert "I found nothing about that on this site." in text_of(answer)
    assert answer["content"][0]["annotations"] == []


def test_it_explains_itself_in_the_first_answer_only(visitor: Person) -> None:
    events = visitor.ask("How do I embed the chat in a template?")
    assert text_of(answer_of(events)).startswith(EXPLANATION)
    later = answer_of(visitor.ask("How do I make a model searchable?", thread_of(events)))
    assert EXPLANATION not in text_of(later)


def test_a_bare_question_takes_the_one_before_along(visitor: Person) -> None:
    thread_id = thread_of(visitor.ask("How do I choose the component?"))
    answer = answer_of(visitor.ask("and the domain key?", thread_id))
    assert "CHATKIT" in text_of(answer)


def test_a_bare_question_about_a_quotation_takes_it_along(visitor: Person) -> None:
    quote = "The waiting run is a row of the site's database and survives a restart."
    events = visitor.ask("", input=message("What does that mean?", quoted_text=quote))
    assert "Let the person approve" in text_of(answer_of(events))


def test_it_says_what_it_is_doing(visitor: Person) -> None:
    events = visitor.ask("How do I embed the chat in a template?")
    assert {"type": "progress_update", "icon": "search", "text": "Searching this site …"} in events
