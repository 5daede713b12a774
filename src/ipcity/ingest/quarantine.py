"""The rows set aside: listed, corrected by a clerk, and given to the load again.

The bytes of a row stay as they were read. A correction is laid beside it with who, why and when; a replay takes the
corrected row, and what becomes part of a record is settled. Running a replay again changes nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from ipcity.base.errors import BadInput, NotFound
from ipcity.base.files import read_json, write_json
from ipcity.ingest.accept import Acceptor
from ipcity.ingest.coverage import Seen
from ipcity.ingest.load import RunReport
from ipcity.ingest.normalise import Unfit, normalise
from ipcity.ingest.prepare import part_of
from ipcity.ingest.row import RawRow, Source
from ipcity.lake import FileReport, Lake, QuarantinedRow

SHORTEST = 6  # characters of a row's digest that a person must give


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """`values` are the whole row as it should have been."""

    row: str
    values: dict[str, Any]
    why: str
    who: str
    at: str


def open_rows(lake: Lake) -> list[QuarantinedRow]:
    """Every row still set aside, once, oldest first."""
    if lake.version is None:
        return []
    settled = _settled(lake)
    once = {one.row: one for one in lake.at().quarantined() if one.row not in settled}
    return list(once.values())


def find(lake: Lake, beginning: str) -> QuarantinedRow:
    """The row whose digest begins so. Raises NotFound, or BadInput where several do."""
    if len(beginning) < SHORTEST:
        raise BadInput(f"行号太短，请至少给出前 {SHORTEST} 个字符。", path=beginning)
    found = [one for one in open_rows(lake) if one.row.startswith(beginning)]
    if not found:
        raise NotFound(
            f"隔离区没有行号以“{beginning}”开头的行，可能已经处理。请用 ipcity quarantine 查看。",
            path=beginning,
        )
    if len(found) > 1:
        raise BadInput(f"有 {len(found)} 行的行号以“{beginning}”开头。请多给几个字符。", path=beginning)
    return found[0]


def correct(
    lake: Lake, row: QuarantinedRow, changes: dict[str, str], *, why: str, who: str, sources: Sequence[Source]
) -> Correction:
    """Lay a correction beside the row. `changes`: path → text, as `title.zh` or `publications.0.on`.

    Raises BadInput with the reason where the corrected row would still be set aside; nothing is kept then.
    """
    if not why.strip():
        raise BadInput("更正必须写明理由。请用 --why 写明依据，例如“按公报原文核对”。")
    values = json.loads(row.content)
    if before := _correction(lake, row.row):
        values = before.values
    for path, text in changes.items():
        _put(values, path.split("."), text, path)
    source = _source(row.source, sources)
    try:
        normalise(values, source.passport)
    except Unfit as unfit:
        raise BadInput(f"更正后仍不能收录：{unfit}", path=row.place) from None
    made = Correction(row=row.row, values=values, why=why.strip(), who=who, at=_now())
    write_json(_folder(lake, "corrections") / f"{row.row}.json", msgspec.to_builtins(made))
    return made


def replay(lake: Lake, sources: Sequence[Source], rows: Sequence[QuarantinedRow] | None = None) -> RunReport:
    """Give rows (all open ones by default) to the load again, corrected where a correction lies beside them."""
    chosen = open_rows(lake) if rows is None else list(rows)
    if not chosen:
        raise NotFound("隔离区没有待处理的行。")
    files: list[FileReport] = []
    done: list[str] = []
    with lake.write() as writer:
        for name in dict.fromkeys(one.source for one in chosen):
            source = _source(name, sources)
            raw = [(one, _raw(lake, one)) for one in chosen if one.source == name]
            own = {row.digest(name): (one, row) for one, row in raw}
            began, seen = time.monotonic(), Seen(source.passport)
            counts = Acceptor(writer, source.passport).take(
                [part_of([row for _, row in own.values()], source.passport)], seen
            )
            done += [one.row for digest, (one, _) in own.items() if digest not in counts.aside]
            files.append(
                FileReport(
                    path=f"隔离区重放：{name}", source=name, read=len(own), accepted=counts.accepted,
                    merged=counts.merged, quarantined=counts.quarantined, seconds=round(time.monotonic() - began, 3),
                )
            )  # fmt: skip
        writer.report(files, [])
    if done:
        write_json(_folder(lake, "settled") / f"{writer.version:08}-{time.time_ns()}.json", done)
    return RunReport.of(files, writer.version)


def _raw(lake: Lake, row: QuarantinedRow) -> RawRow:
    """A row that no reader could cut into cells stays what it was until somebody corrects it."""
    correction = _correction(lake, row.row)
    values = correction.values if correction else json.loads(row.content)
    cut = correction is not None or "title" in values
    return RawRow(row.place, values, problem=None if cut else row.reason)


def _put(values: Any, path: list[str], text: str, whole: str) -> None:
    """Sets one place in the nested row; lists grow by one at most."""
    for at, step in enumerate(path):
        last = at == len(path) - 1
        if isinstance(values, list):
            if not step.isdigit() or int(step) > len(values):
                raise BadInput(
                    f"“{whole}”不是这一行里的位置：“{step}”应是 0 至 {len(values)} 的序号。", path=whole
                )
            if int(step) == len(values):
                values.append({})
            if last:
                values[int(step)] = text
            values = values[int(step)]
        elif isinstance(values, dict):
            if last:
                values[step] = text
            else:
                values = values.setdefault(step, [] if path[at + 1].isdigit() else {})
        else:
            raise BadInput(f"“{whole}”不是这一行里的位置：“{path[at - 1]}”下面没有别的内容。", path=whole)


def _source(name: str, sources: Sequence[Source]) -> Source:
    for one in sources:
        if one.passport.name == name:
            return one
    raise NotFound(f"来源“{name}”已不在可读的来源之中，无法重放它的行。", path=name)


def _correction(lake: Lake, row: str) -> Correction | None:
    path = _folder(lake, "corrections") / f"{row}.json"
    return msgspec.convert(read_json(path), Correction) if path.exists() else None


def _settled(lake: Lake) -> set[str]:
    return {row for path in _folder(lake, "settled").glob("*.json") for row in read_json(path)}


def _folder(lake: Lake, name: str) -> Path:
    folder = lake.folder / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
