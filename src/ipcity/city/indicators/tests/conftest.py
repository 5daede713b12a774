"""A small lake of one's own, and records built in the test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ipcity.base.settings import settings
from ipcity.lake import Lake, open_lake
from ipcity.records import Coverage, Document, Event, Number, Party, Record


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lake]:
    """The lake of this installation, empty."""
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    yield open_lake(settings().lake_dir)
    settings.cache_clear()


def right(
    number: int,
    granted_on: str,
    *,
    area: str | None = "371002",
    realm: str = "sample",
    lapsed_on: str | None = None,
) -> Record:
    value = f"CN199{number:06}B"
    events = [Event(code="CF01", on="2019-08-06", effective=lapsed_on)] if lapsed_on else []
    return Record(
        record_id=f"patent-cn-pub-{value}", kind="patent", right_type="invention", office="cn", realm=realm,
        title={"zh": f"样品{number}"}, numbers=[Number(type="publication", value=value)],
        parties=[Party(role="owner", name="甲厂", name_norm="甲厂", area=area)],
        dates={"filed": "2013-03-05", "granted": granted_on}, events=events,
        documents=[Document(number=value, kind_code="B", on=granted_on, stage="granted")],
    )  # fmt: skip


def whole(
    realm: str = "sample", *, to: str = "2019-09-30", contents: Sequence[str] = ("grants", "legal-events")
) -> list[Coverage]:
    return [
        Coverage(source="test", realm=realm, office="cn", kind="patent", right_type="invention", content=content,
                 area="371000", from_="1985-04-01", to=to, complete=True, label={"zh": "全部专利", "en": "all patents"})
        for content in contents
    ]  # fmt: skip


def gazette_day(day: str) -> Coverage:
    return Coverage(
        source="gazette", realm="real", office="cn", kind="patent", right_type="invention", content="grants",
        area="*", from_=day, to=day, complete=True, label={"zh": f"{day} 一日公报", "en": f"gazette day {day}"},
    )  # fmt: skip


def put(lake: Lake, records: Sequence[Record], coverage: Sequence[Coverage] = ()) -> int:
    with lake.write() as writer:
        writer.put(list(records))
        writer.report([], list(coverage))
    assert lake.version
    return lake.version
