"""Where OpenAI may keep answers, it keeps none whose thread is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.people import Person
from tests.responses_api import ResponsesApi
from tests.site import Site


@pytest.fixture(scope="module")
def keeping(api: ResponsesApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": api.url, "CHATKIT_MODEL": "gpt-test"}
    chatkit = json.dumps({"PROVIDER_STORAGE": True})
    with Site(tmp_path_factory.mktemp("keeping"), TEST_REAL_MODEL="1", TEST_CHATKIT=chatkit, **environment) as running:
        yield running


@pytest.fixture
def _working(api: ResponsesApi) -> Iterator[None]:
    api.deleted.clear()
    yield
    api.failure = ""


@pytest.mark.usefixtures("_working")
@pytest.mark.parametrize("status", ["", "500", "404"])
def test_an_answer_goes_there_as_soon_as_the_provider_can_be_reached(
    status: str, api: ResponsesApi, keeping: Site
) -> None:
    alice = Person.signed_up(keeping, "alice")
    thread = alice.thread("How do I embed the chat?")
    kept = json.loads(keeping.python(f"import json; print(json.dumps(Answer.objects.get(thread={thread!r}).kept_as))"))
    assert kept
    alice.call("threads.delete", thread_id=thread)
    api.failure = status
    said = keeping.manage("chatkit_sweep")
    assert f"Leftovers: {0 if status == '500' else len(kept)}." in said
    api.failure = ""
    keeping.python("from django.utils import timezone; Leftover.objects.update(due_at=timezone.now())")
    keeping.manage("chatkit_sweep")
    assert keeping.python("print(Leftover.objects.count())") == "0"
    assert api.deleted == ([] if status == "404" else kept)


def test_where_it_may_keep_nothing_there_is_nothing_to_delete(asker: Person, keyed: Site) -> None:
    thread = asker.thread("How do I embed the chat?")
    assert keyed.python(f"print(Answer.objects.get(thread={thread!r}).kept_as)") == "[]"
