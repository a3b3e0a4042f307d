"""What is kept. Rows are reached through `Thread.objects.of(asker)`."""

from chat.models.answer import Answer, Approval, Usage
from chat.models.attachment import Attachment
from chat.models.item import Feedback, Item
from chat.models.thread import TITLE_LENGTH, Thread

__all__ = ["TITLE_LENGTH", "Answer", "Approval", "Attachment", "Feedback", "Item", "Thread", "Usage"]
