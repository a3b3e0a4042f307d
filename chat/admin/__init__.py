"""The pages on which staff look after threads. A site that registers its own builds on `ThreadModeration`."""

from chat.admin.allowances import AllowanceAdmin
from chat.admin.announcement import AnnouncementAdmin
from chat.admin.audit import AuditEntryAdmin, LabelAdmin
from chat.admin.data_requests import DataRequestAdmin
from chat.admin.queue import FlagAdmin
from chat.admin.threads import ThreadAdmin, ThreadModeration
from chat.admin.usage import UsageAdmin

__all__ = [
    "AllowanceAdmin",
    "AnnouncementAdmin",
    "AuditEntryAdmin",
    "DataRequestAdmin",
    "FlagAdmin",
    "LabelAdmin",
    "ThreadAdmin",
    "ThreadModeration",
    "UsageAdmin",
]
