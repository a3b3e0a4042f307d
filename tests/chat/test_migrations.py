"""A migration leaves the code that is running what it needs, and can be undone."""

from __future__ import annotations

import pytest
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import AddField

HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.RunPython,
    migrations.RunSQL,
)
APPS = ("chatkit", "accounts", "handbook")
LATER = [
    (name, migration)
    for (app, name), migration in MigrationLoader(None).disk_migrations.items()
    if app in APPS and not migration.initial and not name.startswith("0001")
]


def _is_harmless(operation: Operation) -> bool:
    if isinstance(operation, AddField):  # what runs knows nothing of it
        return operation.field.null or operation.field.has_db_default()
    return isinstance(operation, HARMLESS)


@pytest.mark.parametrize(("name", "migration"), LATER, ids=[name for name, _ in LATER])
def test_the_running_code_goes_on(name: str, migration: migrations.Migration) -> None:
    harmful = [operation for operation in migration.operations if not _is_harmless(operation)]
    assert harmful == [], f"{name} takes something from the code that runs while it is applied (docs/upgrading.md)."


@pytest.mark.parametrize(("name", "migration"), LATER, ids=[name for name, _ in LATER])
def test_it_can_be_undone(name: str, migration: migrations.Migration) -> None:
    assert [operation for operation in migration.operations if not operation.reversible] == []


@pytest.mark.parametrize(
    ("field", "is_harmless"), [({"null": True}, True), ({"db_default": 0}, True), ({"default": 0}, False)]
)
def test_a_column_needs_a_default_that_the_database_knows(field: dict[str, object], *, is_harmless: bool) -> None:
    from django.db.models import IntegerField

    assert _is_harmless(AddField("thread", "count", IntegerField(**field))) == is_harmless  # type: ignore[arg-type]
