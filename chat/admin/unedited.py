"""Rows that staff look at, and that nobody adds, changes or deletes by a form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


class Unedited:
    """Mixed into a `ModelAdmin`."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
