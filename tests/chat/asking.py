"""Answers that a test begins in this process."""

from __future__ import annotations

import json

from chat.answers import Answer
from chat.context import Asker
from chat.server import ChatServer
from tests.people import message


async def begun(asker: Asker, text: str = "Hello") -> Answer:
    """The answer to the first message of a new thread."""
    request = {"type": "threads.create", "params": {"input": message(text)}}
    answer = await ChatServer().process(json.dumps(request), asker)
    assert isinstance(answer, Answer)
    return answer
