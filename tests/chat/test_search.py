"""The assistant finds what the asker may read, and nothing else."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db.models import QuerySet

from accounts.models import User
from chat import registry
from chat.assistant.search import search
from chat.context import Asker
from chat.database import in_database
from handbook.models import Article, Section


@pytest.fixture
def secret(alice: Asker, registers: None) -> Section:
    """A section about walruses that only alice may read."""

    def rows(asker: Asker) -> QuerySet[Section]:
        return Section.objects.filter(article__title=asker.user.get_username())

    registry.searchables.entries.clear()
    registry.searchable(title="title", text="text")(rows)
    article = Article.objects.create(slug="walrus", title="alice", html="", place=0)
    return Section.objects.create(
        article=article, anchor="w", title="Walruses", text="Walruses have tusks. [More](/w/)."
    )


def _index() -> None:
    call_command("rebuild_modelsearch_index", verbosity=0)


async def test_it_finds_as_the_asker(alice: Asker, bob: Asker, secret: Section) -> None:
    await in_database(_index)
    found = await search("What do walruses have?", alice)
    assert [passage.url for passage in found] == ["https://site.example/docs/walrus/#w"]
    assert "](https://site.example/w/)" in found[0].text
    assert await search("What do walruses have?", bob) == []


async def test_what_changed_since_it_was_indexed_is_read_as_it_is_now(alice: Asker, secret: Section) -> None:
    await in_database(_index)
    await in_database(Section.objects.filter(pk=secret.pk).update, text="Walruses have whiskers.")
    assert "whiskers" in (await search("walruses", alice))[0].text
    await in_database(User.objects.filter(pk=alice.user.pk).update, username="somebody else")
    alice.user.username = "somebody else"
    assert await search("walruses", alice) == []


@pytest.mark.parametrize("query", ["", "?", "the of and", '" OR 1', "a:b*", "'", "(", "NEAR/3", "\\", "%", "x" * 5_000])
async def test_no_query_breaks_it(query: str, alice: Asker, secret: Section) -> None:
    assert await search(query, alice) == []


async def test_a_rare_word_counts_more_than_one_of_which_the_site_is_full(alice: Asker, secret: Section) -> None:
    def write() -> None:
        about = [
            Section(article=secret.article, anchor=f"s{place}", title="This site", text="A site.")
            for place in range(40)
        ]
        Section.objects.bulk_create(about)
        Section.objects.create(article=secret.article, anchor="o", title="Otters", text="They survive on this site.")
        _index()

    await in_database(write)
    assert (await search("What survives on your site?", alice))[0].title == "Otters"
