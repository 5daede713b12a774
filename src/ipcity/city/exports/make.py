"""Making a file: choose, leave out, write aside, name it with its digest. Memory does not grow with the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ipcity.base.files import explained_space
from ipcity.city.exports.about import About
from ipcity.city.exports.columns import REALMS
from ipcity.city.exports.rows import allowed, records
from ipcity.city.exports.writers import WRITERS
from ipcity.lake import Lake
from ipcity.search import Filters, Index

HERE = ZoneInfo("Asia/Shanghai")
_PIECE = 2**20
_BOTH = {"zh": "真实数据与样例，逐行标明", "en": "real and sample, marked in each row"}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`most`: the cap of a visitor; None for all. `internal`: see `rows.allowed`."""

    query: str
    filters: Filters
    form: str
    language: str = "zh"
    most: int | None = None
    internal: bool = False
    ids: tuple[str, ...] | None = None  # a list of records in place of a query, such as a collection


@dataclass(frozen=True, kw_only=True)
class Made:
    path: Path
    size: int
    digest: str  # SHA-256
    about: About


def make(
    wanted: Wanted, path: Path, *, lake: Lake, index: Index,
    total: Callable[[int], None] = lambda rows: None, told: Callable[[int], None] = lambda rows: None,
) -> Made:  # fmt: skip
    """The whole file or none: it is written aside and renamed. Raises BadQuery before anything is written."""
    view = lake.at(index.lake_version)
    ids = (
        list(wanted.ids)
        if wanted.ids is not None
        else index.matching(wanted.query, wanted.filters).record_ids
    )
    choice = allowed(view, ids, internal=wanted.internal)
    chosen = sorted(choice.ids)
    kept = chosen if wanted.most is None else chosen[: wanted.most]
    about = About(
        query=wanted.query, filters=filters_line(wanted.filters), realm=REALMS.get(wanted.filters.realm or "", _BOTH),
        lake_version=view.version, made_at=datetime.now(HERE).isoformat(timespec="seconds"), rows=len(kept),
        language=wanted.language, coverage=_covered(view, wanted.filters.realm), terms=choice.terms,
        barred=choice.barred, left_out=choice.left_out, limited=len(chosen) - len(kept), internal=wanted.internal,
    )  # fmt: skip
    total(len(kept))
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    with explained_space(path):
        writer = WRITERS[wanted.form](aside, about)
        try:
            for record in records(view, kept):
                writer.write(record)
                told(1)
        finally:
            writer.close()
        digest = digest_of(aside)
        aside.replace(path)
    return Made(path=path, size=path.stat().st_size, digest=digest, about=about)


def digest_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def filters_line(filters: Filters) -> str:
    """The choices as one readable line: `status=granted; NOT area=371082; year=2015..2019`."""
    parts = [f"{name}={value}" for name, values in filters.include.items() for value in values]
    parts += [f"NOT {name}={value}" for name, values in filters.exclude.items() for value in values]
    if filters.year_from or filters.year_to:
        parts.append(f"year={filters.year_from or ''}..{filters.year_to or ''}")
    return "; ".join(parts)


def _covered(view: Any, realm: str | None) -> tuple[dict[str, str], ...]:
    said = {one.label.get("zh", ""): one.label for one in view.coverage() if realm in (None, one.realm)}
    return tuple(said.values())
