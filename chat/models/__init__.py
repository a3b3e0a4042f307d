"""What is kept. Threads are reached through `Thread.objects.of(asker)`; by staff, through `seen_by(staff)`."""

from chat.models.allowance import Allowance
from chat.models.announcement import Announcement
from chat.models.answer import Answer, Approval, Usage
from chat.models.attachment import Attachment
from chat.models.data_request import DataRequest
from chat.models.item import Feedback, Item
from chat.models.leftover import Leftover
from chat.models.moderation import AuditEntry, Flag, Immutable, Note, Suspension
from chat.models.thread import TITLE_LENGTH, Label, Thread

__all__ = [
    "TITLE_LENGTH",
    "Allowance",
    "Announcement",
    "Answer",
    "Approval",
    "Attachment",
    "AuditEntry",
    "DataRequest",
    "Feedback",
    "Flag",
    "Immutable",
    "Item",
    "Label",
    "Leftover",
    "Note",
    "Suspension",
    "Thread",
    "Usage",
]
