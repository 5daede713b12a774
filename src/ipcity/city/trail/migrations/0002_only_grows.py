"""The database itself refuses to change or delete an entry, whoever asks.

A later migration that alters this table on SQLite makes it anew and must put the triggers back. A SQLite database that
lives in memory exists in tests alone, which empty their tables by DELETE: it goes without that one trigger.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

SENTENCE = "the trail only grows"
FORWARD = {
    "sqlite": (
        "CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
        "CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION trail_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$",
        "CREATE TRIGGER trail_entry_only_grows BEFORE UPDATE OR DELETE ON trail_entry "
        "FOR EACH ROW EXECUTE FUNCTION trail_entry_refuse()",
    ),
}
BACKWARD = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS trail_entry_no_update",
        "DROP TRIGGER IF EXISTS trail_entry_no_delete",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS trail_entry_only_grows ON trail_entry",
        "DROP FUNCTION IF EXISTS trail_entry_refuse()",
    ),
}


def forward(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()
    for statement in FORWARD[connection.vendor]:
        if not (in_memory and "no_delete" in statement):
            schema_editor.execute(statement, params=None)


def backward(apps: Any, schema_editor: Any) -> None:
    for statement in BACKWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
