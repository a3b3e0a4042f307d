"""How the extractive model answers: with what tools returned, what the site says, and what the person said before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chat.assistant import approvals, client_tools, tools
from chat.assistant.conversation import Conversation
from chat.assistant.files_tool import NAME as FILES
from chat.assistant.passages import Passage, Source, best_passages, split
from chat.assistant.responses import Citation
from chat.assistant.search_tool import NAME as SEARCH
from chat.assistant.words import Words

QUOTED = 3
"""The most passages that one answer quotes."""
NEARLY = 0.7
"""A further passage is quoted if it scores at least this share of the best one."""


def reply(conversation: Conversation, *, passages: int) -> Iterator[str | Citation]:
    if conversation.is_first and not conversation.form:
        yield _("No language model is set up here, so I answer with quotations from this site.") + "\n\n"
    if said := conversation.remembered:
        yield _("Earlier in this thread you said:") + f"\n\n> {said}\n\n"
    if conversation.form:
        yield _("Thank you. This is what you answered:") + "\n\n" + _list(conversation.form.splitlines())
    elif conversation.mentions:
        yield from _quoted([_mentioned(mention, conversation) for mention in conversation.mentions])
    else:
        yield from _told(conversation, passages)


def _told(conversation: Conversation, passages: int) -> Iterator[str | Citation]:
    name, output = conversation.outputs[-1] if conversation.outputs else ("", "")
    if name and name not in (SEARCH, FILES):
        yield _other(output)
    elif (results := _results(output)) is None:
        yield _("I cannot search this site at the moment. Please try again later.")
    elif best := [*_of_page(conversation), *_best(results)][:passages]:
        yield from _quoted(best)
    elif not conversation.remembered:
        yield _("I found nothing about that on this site. Other words may help.")


def _best(results: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [result for result in results if result["score"] >= NEARLY * results[0]["score"]]


def _of_page(conversation: Conversation) -> list[dict[str, Any]]:
    """What the page that the person is looking at says about the question."""
    page = conversation.page
    text = "\n\n".join(filter(None, (page.get("selection"), page.get("text"), page.get("description"))))
    source = Source(_("This page"), page.get("url", ""), text)
    return [passage.as_result() for passage in _passages(source, conversation)] if text else []


def _passages(source: Source, conversation: Conversation) -> list[Passage]:
    language = get_language() or "en"
    return best_passages([source], Words.of(conversation.query, language=language), language=language)


def _quoted(results: Sequence[dict[str, Any]]) -> Iterator[str | Citation]:
    for place, result in enumerate(results):
        yield "\n\n" if place else ""
        yield f"**{result['title']}**"
        if result["url"]:
            yield Citation(result["title"], result["url"])
        yield f"\n\n{result['passage']}"


def _mentioned(mention: dict[str, Any], conversation: Conversation) -> dict[str, Any]:
    """Of what was mentioned, the passage about the question, or its beginning."""
    source = Source(mention["title"], mention["url"], mention["text"])
    best = _passages(source, conversation)
    return {**mention, "passage": best[0].text if best else split(source.text)[0]}


def _other(output: str) -> str:
    """What another tool returned. What is meant for a model to act on has a sentence of its own."""
    known = {
        tools.SHOWN: _("Here it is."),
        tools.FAILED: _("This did not work."),
        tools.FORBIDDEN: _("You may not use this."),
        tools.GONE: _("This is no longer here."),
        client_tools.DONE: _("Done."),
        client_tools.UNABLE: _("This page cannot do that."),
        approvals.REJECTED: _("As you wish. Nothing was done."),
        approvals.TOO_LATE: _("This came too late, and nothing was done. Ask again if you still want it."),
    }
    return known.get(output) or _readable(output)


def _readable(output: str) -> str:
    try:
        content = json.loads(output)
    except ValueError:
        return output
    if isinstance(content, dict):
        return _list([f"**{name}**: {value}" for name, value in content.items()])
    if isinstance(content, list):
        return _list(list(map(str, content))) if content else _("There is nothing yet.")
    return str(content)


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _results(output: str) -> list[dict[str, Any]] | None:
    try:
        results: list[dict[str, Any]] = json.loads(output)["results"]
    except (TypeError, ValueError, KeyError):  # the sentence that stands for a tool that failed
        return None
    return results
