"""All sixteen operations, each with the mode and the outcome that the protocol gives it."""

from __future__ import annotations

import pytest

from tests.contract.operations import ALL, JSON, STREAMING, params
from tests.people import Person

OUTCOMES = {
    "threads.create": 200,
    "threads.add_user_message": 200,
    "threads.add_client_tool_output": 409,  # the thread waits for no tool
    "threads.add_structured_input": 404,  # the item is a message
    "threads.retry_after_item": 200,
    "threads.custom_action": 404,  # the item is no widget
    "threads.sync_custom_action": 404,
    "threads.get_by_id": 200,
    "threads.list": 200,
    "threads.update": 200,
    "threads.delete": 200,
    "items.list": 200,
    "items.feedback": 200,
    "attachments.create": 200,
    "attachments.delete": 404,
    "input.transcribe": 403,  # this site takes no voice
}


def test_the_protocol_has_sixteen_operations() -> None:
    assert sorted(ALL) == sorted(OUTCOMES)
    assert len(ALL) == 16


@pytest.mark.parametrize("operation", ALL)
def test_an_operation_has_its_outcome(operation: str, alice: Person) -> None:
    thread_id = alice.thread()
    question = alice.items(thread_id)[0]
    response = alice.post({"type": operation, "params": params(operation, thread_id=thread_id, item_id=question["id"])})
    assert response.status_code == OUTCOMES[operation], response.text
    is_stream = response.headers["content-type"] == "text/event-stream"
    assert is_stream == (operation in STREAMING and response.status_code == 200)
    if response.status_code != 200:
        assert set(response.json()) == {"code", "message"}
    elif operation in JSON:
        assert isinstance(response.json(), dict)
