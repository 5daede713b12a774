"""The chain: numbers without gap, hashes recomputed by hand, every kind of damage named."""

from __future__ import annotations

import json
from datetime import UTC, date, timedelta
from hashlib import sha256
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ipcity.city.trail import anchors
from ipcity.city.trail.actions import record
from ipcity.city.trail.models import Entry, OnlyGrows
from ipcity.city.trail.queries import entries, verify

pytestmark = pytest.mark.django_db
NO_DELETE = "CREATE TRIGGER trail_test BEFORE DELETE ON trail_entry BEGIN SELECT RAISE(ABORT, 'no'); END"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(anchors, "folder", lambda: tmp_path)
    return tmp_path


def three() -> None:
    for number in (1, 2, 3):
        record(
            "unit.rename", subject=f"unit:{number}", actor="user:1", details={"from": "甲", "times": number}
        )


def forge(at: int, **values: object) -> None:
    """Changes a row as someone with the database in hand would: the trigger taken away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS trail_entry_no_update")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS trail_entry_only_grows ON trail_entry")
        for field, value in values.items():
            cursor.execute(f"UPDATE trail_entry SET {field} = %s WHERE seq = %s", [value, at])


def test_numbers_and_hashes_are_what_a_hand_computes() -> None:
    three()
    rows = list(Entry.objects.order_by("seq"))
    assert [row.seq for row in rows] == [1, 2, 3]
    before = "0" * 64
    for row in rows:
        moment = row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
        details = f'{{"from":"甲","times":{row.seq}}}'
        text = f'["main",{row.seq},"{moment}","user:1","","","unit.rename","unit:{row.seq}",{details},"{before}"]'
        assert row.prev_hash == before and row.hash == sha256(text.encode()).hexdigest()
        before = row.hash
    assert verify("main").is_whole and verify("main").checked == 3


def test_chains_are_apart() -> None:
    three()
    assert record("signin.done", subject="user:1", actor="user:1", chain="security").seq == 1
    assert verify("security").checked == 1 and verify("nothing").checked == 0


@pytest.mark.parametrize(
    ("values", "broken", "word"),
    [
        ({"actor": "user:9"}, 2, "内容"),
        ({"details": json.dumps({"from": "乙"})}, 2, "内容"),
        ({"prev_hash": "f" * 64}, 2, "接不上"),
        ({"seq": 9}, 2, "删除"),
    ],
)
def test_a_changed_entry_is_named(values, broken, word) -> None:
    three()
    forge(2, **values)
    verdict = verify("main")
    assert verdict.broken == broken and word in verdict.why and verdict.checked == 1


def test_the_model_refuses() -> None:
    three()
    entry = Entry.objects.get(seq=2)
    for act in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(act="x")):
        with pytest.raises(OnlyGrows):
            act()


def test_the_database_refuses_too() -> None:
    three()
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            cursor.execute("UPDATE trail_entry SET actor = 'x'")
        if connection.vendor == "sqlite":  # a database in memory goes without: see the migration
            cursor.execute(NO_DELETE)
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("DELETE FROM trail_entry WHERE seq = 3")


def test_postgresql_does_not_empty_the_table_in_one_stroke() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; `make test-postgresql` runs this")
    three()
    trigger = import_module("ipcity.city.trail.migrations.0003_no_truncate").TRIGGER
    with connection.cursor() as cursor:
        cursor.execute(trigger)
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            cursor.execute("TRUNCATE trail_entry CASCADE")
    assert Entry.objects.count() == 3


def test_a_clock_set_back_does_not_disorder(monkeypatch) -> None:
    first = record("a.b", subject="x:1", actor="system")
    monkeypatch.setattr(timezone, "now", lambda: first.at - timedelta(hours=2))
    assert record("a.b", subject="x:2", actor="system").at == first.at


def test_an_act_that_fails_leaves_no_entry() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record("a.b", subject="x:1", actor="system")
        raise RuntimeError
    assert not Entry.objects.exists()


def test_days_and_families_are_found() -> None:
    three()
    record("signin.done", subject="user:1", actor="user:1", chain="security")
    today = timezone.localdate()
    assert [one.act for one in entries(act="signin.")] == ["signin.done"]
    assert entries(since=today, until=today).count() == 4 and not entries(until=today - timedelta(days=1))
    assert entries(subject="unit:2", chain="main").get().seq == 2


def test_anchors_hold_a_chain_made_anew(own_folder) -> None:
    three()
    today = timezone.localdate()
    path = anchors.anchor(today)
    assert path is not None and json.loads(path.read_text())["heads"][0]["seq"] == 3
    assert verify("main").is_whole
    with connection.cursor() as cursor:  # the last entry is taken away and nothing else shows it
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER trail_entry_only_grows ON trail_entry")
        cursor.execute("DELETE FROM trail_entry WHERE seq = 3")
    assert verify("main").broken == 3 and "锚点" in verify("main").why
    record("unit.rename", subject="unit:3", actor="user:2")  # and another put in its place
    assert verify("main").broken == 3 and "重写" in verify("main").why


def test_an_anchor_is_written_once_and_the_files_hold_each_other(own_folder) -> None:
    three()
    today = timezone.localdate()
    first = anchors.anchor(today)
    record("a.b", subject="x:1", actor="system")
    before = first.read_bytes()
    assert anchors.anchor(today) == first and first.read_bytes() == before
    anchors.anchor(today + timedelta(days=1))
    assert verify("main").is_whole
    first.write_bytes(before.replace(b'"seq": 3', b'"seq": 2'))
    assert "锚点" in verify("main").why and not verify("main").is_whole


def test_no_anchor_before_there_is_an_entry(own_folder) -> None:
    assert anchors.anchor(date(2019, 1, 1)) is None and anchors.anchors() == []
