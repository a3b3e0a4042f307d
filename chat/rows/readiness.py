"""Whether the database is there, and as the code wants it."""

from __future__ import annotations

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor


class NotMigrated(Exception):
    """The database is older than the code."""


def check_database() -> None:
    """Raises what the database raises."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


@cache  # what was applied stays applied for as long as this code runs; an exception is not kept
def check_migrations() -> None:
    """Raises `NotMigrated`."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated("Run manage.py migrate.")
