"""An answer goes on with the workflow that the thread ends with, which the SDK times by subtracting time stamps."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from chatkit.types import CustomTask, Workflow, WorkflowItem

from chat.context import Asker
from chat.server import ChatServer
from chat.store import ThreadStore
from tests.chat.conftest import again
from tests.chat.made import stored, thread
from tests.people import message


async def test_an_open_workflow_is_closed_with_its_duration(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    begun = datetime.now() - timedelta(seconds=90)
    workflow = Workflow(type="custom", tasks=[CustomTask(title="Look")])
    item = WorkflowItem(id="wf_1", thread_id=made.id, created_at=begun, workflow=workflow)

    class Server(ChatServer):
        async def respond(self, *arguments: object) -> object:
            await self.store.add_thread_item(
                made.id, item, alice
            )  # after the message, as a tool of an earlier run would
            async for event in super().respond(*arguments):
                yield event

    params = {"thread_id": made.id, "input": message("Go on")}
    result = await Server(store).process(json.dumps({"type": "threads.add_user_message", "params": params}), alice)
    events = [json.loads(part.removeprefix(b"data: ")) async for part in result]
    assert "error" not in {event["type"] for event in events}
    done = next(event["item"] for event in events if event.get("item", {}).get("type") == "workflow")
    assert 89 <= done["workflow"]["summary"]["duration"] <= 95
    items = await stored(store, made.id, again(alice))
    assert [kept.type for kept in items] == ["user_message", "workflow", "assistant_message"]
