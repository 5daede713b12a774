"""The database itself refuses to change a snapshot, whoever asks.

A later migration that alters this table on SQLite makes it anew and must put the trigger back. Deleting is refused
by the model alone: SQLite empties test databases by DELETE.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

SENTENCE = "an indicator snapshot is never changed"
FORWARD = {
    "sqlite": (
        "CREATE TRIGGER indicators_snapshot_never_changed BEFORE UPDATE ON indicators_snapshot "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION indicators_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$",
        "CREATE TRIGGER indicators_snapshot_never_changed BEFORE UPDATE ON indicators_snapshot "
        "FOR EACH ROW EXECUTE FUNCTION indicators_snapshot_refuse()",
    ),
}
BACKWARD = {
    "sqlite": ("DROP TRIGGER IF EXISTS indicators_snapshot_never_changed",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS indicators_snapshot_never_changed ON indicators_snapshot",
        "DROP FUNCTION IF EXISTS indicators_snapshot_refuse()",
    ),
}


def forward(apps: Any, schema_editor: Any) -> None:
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def backward(apps: Any, schema_editor: Any) -> None:
    for statement in BACKWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
