"""Ids: a prefix that says what of, and 122 random bits; the SDK's own have 32, which collide and can be guessed."""

from __future__ import annotations

import uuid
from typing import Literal

from chatkit.store import StoreItemType

ID_LENGTH = 255
"""The longest that is kept, whoever made it."""
BY_CONTENT = "same:"
"""How the key begins of a request that its client did not name: its content names it, while it is answered."""

PREFIXES: dict[StoreItemType | Literal["answer"], str] = {
    "thread": "thr",
    "message": "msg",
    "tool_call": "tc",
    "task": "tsk",
    "workflow": "wf",
    "attachment": "atc",
    "sdk_hidden_context": "shcx",
    "answer": "ans",
}


def new_id(kind: StoreItemType | Literal["answer"]) -> str:
    return f"{PREFIXES[kind]}_{uuid.uuid4().hex}"
