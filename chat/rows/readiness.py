"""Whether the database is there, and as the code wants it."""

from __future__ import annotations

from functools import cache

from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, connections, router
from django.db.migrations.executor import MigrationExecutor

from chat.models import Allowance, Announcement, Answer, Item, Suspension, Thread, Usage


class NotMigrated(Exception):
    """The database is older than the code."""


def check_database() -> None:
    """Raises what the database raises."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def look() -> None:
    """Read a row of what a turn reads and writes: a connection learns a table when it first asks for it, and a process
    how to ask. Raises what the database raises.
    """
    for model in (get_user_model(), Announcement, Suspension, Thread, Item, Answer, Allowance, Usage):
        model._default_manager.using(router.db_for_write(model)).order_by("pk").first()


@cache  # what was applied stays applied for as long as this code runs; an exception is not kept
def check_migrations() -> None:
    """Raises `NotMigrated`."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated("Run manage.py migrate.")
