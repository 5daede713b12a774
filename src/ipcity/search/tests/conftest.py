"""A small lake with an index, from records written here."""

from __future__ import annotations

import pytest

from ipcity.lake import FileReport, open_lake
from ipcity.records import ClassMark, Document, Number, Party, Record
from ipcity.search import open_index, update_index


def make(
    number,
    title,
    abstract="",
    *,
    holder="甲公司",
    area="371000",
    zone=None,
    symbol="B29C53/60",
    on="2019-07-12",
    **more,
):
    return Record(
        record_id=f"patent-cn-pub-{number}", kind="patent", right_type=more.pop("right_type", "invention"), office="cn",
        title={"zh": title}, abstract={"zh": abstract} if abstract else {},
        numbers=[Number(type="publication", value=f"CN{number}A")],
        parties=[Party(role="applicant", name=holder, name_norm=holder, area=area, zone=zone)],
        classes=[ClassMark(scheme="ipc", symbol=symbol, main=True)],
        dates={"published": on}, documents=[Document(number=f"CN{number}A", kind_code="A", on=on, stage="published")],
        status="published", status_as_of=on, **more,
    )  # fmt: skip


def built_in(folder):
    """`built(records)` → an index that carries them; called again, it loads more into the same lake."""
    lake = open_lake(folder / "lake")

    def build(records):
        with lake.write() as writer:
            writer.put(records)
            writer.report([FileReport(path="made here", read=len(records), accepted=len(records))], [])
        update_index(lake, folder / "index")
        return open_index(folder / "index")

    build.lake, build.folder = lake, folder / "index"
    return build


@pytest.fixture
def built(tmp_path):
    return built_in(tmp_path)
