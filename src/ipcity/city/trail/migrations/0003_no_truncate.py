"""PostgreSQL can empty a table in one stroke, past the triggers of its rows: that is refused too.

Django's own test databases (`test_…`) are emptied so between tests, and go without this one trigger.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

TRIGGER = (
    "CREATE TRIGGER trail_entry_no_truncate BEFORE TRUNCATE ON trail_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_entry_refuse()"
)


def forward(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor == "postgresql" and not connection.settings_dict["NAME"].startswith("test_"):
        schema_editor.execute(TRIGGER, params=None)


def backward(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS trail_entry_no_truncate ON trail_entry", params=None)


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_only_grows")]
    operations = [migrations.RunPython(forward, backward)]
