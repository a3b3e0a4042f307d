"""What the model gets of the files of a message: images as images, short texts as they are, and of others a notice."""

from __future__ import annotations

import base64
import json
from typing import Any

from agents import TResponseInputItem
from chatkit.store import NotFoundError
from chatkit.types import Attachment, ImageAttachment
from openai.types.responses import ResponseInputImageParam, ResponseInputTextParam

from chat.assistant import material
from chat.assistant.files_tool import NAME as SEARCH_FILES
from chat.assistant.run import Run
from chat.context import Asker
from chat.database import in_site
from chat.file_rules import file_rules
from chat.rows import attachments, files

SHORT = 12_000
"""Characters of a file's text that are given word for word; a longer one is searched."""
UNREADABLE = "This file cannot be read. Say so in one sentence if the person asks about it."
LONG = f"This file is long. Call {SEARCH_FILES} to find what it says about something."


async def picture(attachment: ImageAttachment, run: Run) -> ResponseInputImageParam | ResponseInputTextParam:
    """An image as a model takes it; its name, where the site's model takes none or it is gone."""
    name = ResponseInputTextParam(type="input_text", text=f"[{attachment.name}]")
    if not file_rules().images:
        return name
    try:
        url = await in_site(_data_url, attachment.id, run.request_context)
    except (NotFoundError, OSError):
        return name
    return ResponseInputImageParam(type="input_image", image_url=url, detail="auto")


def _data_url(file_id: str, asker: Asker) -> str:
    opened = attachments.opened(file_id, asker)
    with opened.file as file:
        return f"data:{opened.mime_type};base64,{base64.b64encode(file.read()).decode()}"


async def document(attachment: Attachment, run: Run) -> TResponseInputItem:
    """A file as material: its text, page by page, or what there is to say instead."""
    pages = await in_site(files.pages, [attachment.id], run.request_context)
    length = sum(len(page.text) for page in pages)
    known: dict[str, Any] = {"name": attachment.name}
    if not pages:
        known["note"] = UNREADABLE
    elif length > SHORT:
        known["note"] = LONG
        known["pages"] = len(pages)
    else:
        known["text"] = "\n\n".join(f"[{page.name}]\n{page.text}" if page.name else page.text for page in pages)
    return material.given(material.FILE, json.dumps(known, ensure_ascii=False), "file")
