"""A model for tests: it does what the newest message tells it.

A message that begins with `script:` goes on with JSON: `{"words": 50, "pace": 0.01}` answers in fifty words, ten
milliseconds apart; `{"fail_after": 3}` breaks off after three; `{"text": "…"}` says that; `{"tool": ["name", {…}]}`
calls a tool first; `{"silence": 60}` says nothing for a minute, and
with `{"fails_from_call": 2}` only a repetition breaks off. Any other message is answered with `You said: …`.

What becomes of each call is a line in the file that SCRIPT_LOG names: begun, ended or cancelled, and when.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from agents import Model, ModelProvider, ModelResponse
from openai.types.responses import ResponseTextDeltaEvent

from chat.assistant import responses

_asked: dict[str, int] = {}


class ScriptedProvider(ModelProvider):
    def get_model(self, model_name: str | None) -> Model:
        return ScriptedModel()


class ScriptedModel(Model):
    async def get_response(self, *arguments: Any, **options: Any) -> ModelResponse:
        raise AssertionError("The app streams.")

    async def stream_response(
        self,
        system_instructions: str | None,
        input: Any,  # noqa: A002 - the SDK's name
        *rest: Any,
        **options: Any,
    ) -> AsyncIterator[Any]:
        script = _script(input)
        _note("begun")
        try:
            async for event in _played(script, input):
                yield event
            _note("ended")
        except (asyncio.CancelledError, GeneratorExit):
            _note("cancelled")
            raise


async def _played(script: dict[str, Any], items: list[Any]) -> AsyncIterator[Any]:
    await asyncio.sleep(script.get("silence", 0))
    asked = _asked[script["text"]] = _asked.get(script["text"], 0) + 1
    has_called = any(item.get("type") == "function_call_output" for item in items)
    if script.get("tool") and not has_called:
        events = responses.call(*script["tool"])
    else:
        events = responses.message([script["text"]])
    told = 0
    for event in events:
        if isinstance(event, ResponseTextDeltaEvent):
            if told == script.get("fail_after") and asked >= script.get("fails_from_call", 1):
                raise ConnectionResetError("The model died.")
            told += 1
            await asyncio.sleep(script.get("pace", 0))
        yield event


def _note(what: str) -> None:
    if path := os.environ.get("SCRIPT_LOG"):
        with Path(path).open("a") as log:
            log.write(f"{what} {time.monotonic()}\n")


def _script(items: list[Any]) -> dict[str, Any]:
    said = next(item for item in reversed(items) if item.get("role") == "user")["content"]
    text = said if isinstance(said, str) else said[0]["text"]
    if not text.startswith("script:"):
        return {"text": f"You said: {text}"}
    script: dict[str, Any] = json.loads(text.removeprefix("script:"))
    pad = "x" * script.get("pad", 0)
    script.setdefault("text", " ".join(f"word{number}{pad}" for number in range(script.get("words", 3))))
    return script


def script(**what: Any) -> str:
    """A message that tells the model what to do: `script(text="It is nine.", tool=["opening_hours", {}])`."""
    return f"script:{json.dumps(what)}"
