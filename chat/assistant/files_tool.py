"""`search_files`: the tool of a thread to which the person has added files with words in them."""

from __future__ import annotations

import json

from django.urls import reverse
from django.utils.translation import gettext as _

from chat.assistant.passages import Passage, Source, best_passages
from chat.assistant.run import Found
from chat.assistant.show import Show
from chat.assistant.words import Words
from chat.context import Asker
from chat.database import in_site
from chat.registry import Tool
from chat.rows import files

NAME = "search_files"
NOTHING = json.dumps({"results": []})
"""What it returns where no file is about the question."""


async def search_files(asker: Asker, query: str, *, show: Show) -> str:
    """Search the files that the person has added to this thread, and return the passages that answer best, each with
    the name of its file, its page and a URL to cite it by.

    Args:
        query: What to look for, in a few words that the files would use themselves.
    """
    await show.progress(_("Reading your files …"), icon="document")
    words = Words.of(query, language=asker.language)
    passages = await in_site(_passages, words, show.thread_id, asker) if words.stems else []
    for passage, file in passages:
        show.note(Found(title=passage.title, url=passage.url, file=file))
    return json.dumps({"results": [passage.as_result() for passage, _file in passages]}, ensure_ascii=False)


def _passages(words: Words, thread_id: str, asker: Asker) -> list[tuple[Passage, str]]:
    names: dict[str, str] = {}
    sources = []
    for place, page in enumerate(files.of_thread(thread_id, asker)):
        url = f"{asker.origin}{reverse('chatkit:file', args=[page.file_id])}#{place}"
        title = _("%(file)s, page %(page)s") % {"file": page.file, "page": page.name} if page.name else page.file
        names[url] = page.file
        sources.append(Source(title, url, page.text))
    best = best_passages(sources, words, language=asker.language)
    return [(passage, names[passage.url]) for passage in best]


FILES = Tool(name=NAME, function=search_files, characters=40_000)
