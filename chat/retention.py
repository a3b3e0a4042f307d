"""Retention: how long threads are kept, by the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chat.conf import chatkit


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRules:
    """`CHATKIT["RETENTION"]`, with its defaults. None is for ever."""

    days: int | None = None
    """How long a thread is kept after somebody last wrote in it …"""
    tenants: Mapping[str, int | None] = field(default_factory=dict)
    """… in organisations, by their ids, where that differs …"""
    groups: Mapping[str, int] = field(default_factory=dict)
    """… and of people in these groups, by their names, where that is less."""
    usage_days: int | None = None
    """How long is kept what answers cost."""


def retention_rules() -> RetentionRules:
    """Raises `TypeError` for a key that does not exist."""
    return RetentionRules(**chatkit().RETENTION)
