"""The app's pages, as a site with django-unfold registers them."""

from __future__ import annotations

from django.contrib import admin
from unfold.admin import ModelAdmin

from chat.admin import AuditEntryAdmin, FlagAdmin, LabelAdmin, ThreadModeration
from chat.models import AuditEntry, Flag, Label, Thread

for model, page in ((Thread, ThreadModeration), (Flag, FlagAdmin), (AuditEntry, AuditEntryAdmin), (Label, LabelAdmin)):
    admin.site.unregister(model)
    admin.site.register(model, type(page.__name__, (page, ModelAdmin), {}))
