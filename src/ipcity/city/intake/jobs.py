"""Loading what was imported by template: a workbook in the data folder, and one version of the lake."""

from __future__ import annotations

import uuid
from typing import Any

from ipcity.base.errors import NotReady
from ipcity.base.settings import settings
from ipcity.city.jobs.actions import ask
from ipcity.city.jobs.registry import Progress, job
from ipcity.ingest import load
from ipcity.lake import open_lake
from ipcity.search import build_nearby, open_nearby, update_index
from ipcity.sources.sheet_template import write_rows
from ipcity.sources.sheet_template.reader import SOURCE


def hand_over(kind: str, rows: list[dict[str, str]], actor: str) -> None:
    """Called when the import has been committed; the file stays as the paper behind the records."""
    folder = settings().home_dir / "intake"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{kind}-{uuid.uuid4().hex[:12]}.xlsx"
    write_rows(kind, rows, file)
    ask(load_records, asked_by=actor, file=file.name)


@job(title={"zh": "装载导入的记录", "en": "Load imported records"}, name="intake.load", retries=3)
def load_records(progress: Progress, *, file: str) -> dict[str, Any]:
    """Doing it again finds every row merged."""
    lake = open_lake(settings().lake_dir)
    report = load(lake, [settings().home_dir / "intake" / file], [SOURCE])
    update_index(lake, settings().index_dir)
    ask(build_similar)
    return {
        "read": report.read,
        "accepted": report.accepted,
        "merged": report.merged,
        "quarantined": report.quarantined,
    }


@job(title={"zh": "建相似度库", "en": "Build the vectors of similar records"}, name="intake.similar")
def build_similar(progress: Progress) -> dict[str, Any]:
    """After a load: a minute for a hundred thousand records, so no load waits for it. Done again, it does no harm."""
    lake = open_lake(settings().lake_dir)
    if are_similar_built():
        return {"records": None, "lake_version": lake.version}
    return {"records": build_nearby(lake, settings().home_dir / "similar"), "lake_version": lake.version}


def are_similar_built() -> bool:
    """Of the data as they are now?"""
    try:
        return (
            open_nearby(settings().home_dir / "similar").lake_version
            == open_lake(settings().lake_dir).version
        )
    except NotReady:
        return False
