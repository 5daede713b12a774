"""A folder read as one source: `node/patent.csv` with the applicants and classes that `relationship/*.csv` ties to it.

The other files hold nothing of their own and are read with it; a tie to no patent is named. Titles are traditional Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.flat import classes
from ipcity.sources.csv_rows import header_of, rows_of

PATENTS = frozenset({"title", "uuid"})
TIES = {"applicant": frozenset({"uuid", "applicant"}), "ipc": frozenset({"ipc", "uuid"})}
LISTS = {"applicant.csv", "inventor.csv", "ipc.csv"}
MOST_TIES = 5_000_000  # kept in memory while the patents go by
Ties = dict[str, dict[str, list[str]]]


class TaiwanGraph:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        columns = frozenset(header_of(head) or ())
        return columns in (PATENTS, *TIES.values()) or (
            path.name in LISTS and columns in ({"name"}, {"code"})
        )

    def read(self, path: Path) -> Iterator[RawRow]:
        columns = frozenset(_header(path))
        if columns in TIES.values():
            raise BadInput(
                "这是专利与申请人、分类的对应关系，随同一文件夹的 node/patent.csv 一起读入，不单独装载。",
                path=str(path),
            )
        if columns != PATENTS:
            raise BadInput(
                "这份名单没有说明属于哪件专利（申请人、分类已由对应关系读入），没有可装载的记录。",
                path=str(path),
            )
        ties = {name: _ties(path, name) for name in TIES}
        yield from self._patents(path, ties)
        for name, left in ties.items():
            for uuid, values in left.items():
                yield RawRow(
                    f"{path.name}:{name}:{uuid}",
                    {"uuid": uuid, name: "；".join(values)},
                    problem="对应关系里的 uuid 不在专利清单中。请核对两个文件是否成套。",
                )

    def _patents(self, path: Path, ties: Ties) -> Iterator[RawRow]:
        header = _header(path)
        for line, cells in rows_of(path):
            place = f"{path.name}:{line}"
            if isinstance(cells, str) or len(cells) != len(header):
                whole = (
                    {} if isinstance(cells, str) else {str(at): cell for at, cell in enumerate(cells[:200])}
                )
                yield RawRow(
                    place,
                    whole,
                    problem=cells if isinstance(cells, str) else "这一行的格数与表头不同。请核对后重新装载。",
                )
                continue
            one = dict(zip(header, cells, strict=True))
            uuid = one["uuid"].strip()
            names, symbols = (ties[name].pop(uuid, []) for name in ("applicant", "ipc"))
            yield RawRow(
                place,
                {
                    "title": {"zh-hant": one["title"]},
                    "parties": [{"role": "holder", "name": name} for name in dict.fromkeys(names)],
                    "classes": classes(";".join(symbols)),
                    "extra": {"uuid": uuid},
                },
            )


def _header(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [column.strip() for column in header_of(file.read(64 * 1024)) or []]


def _ties(path: Path, name: str) -> dict[str, list[str]]:
    """uuid → what is tied to it; empty where the folder was not given as a whole."""
    file = path.parent.parent / "relationship" / f"{name}_patent.csv"
    if not file.is_file() or frozenset(_header(file)) != TIES[name]:
        return {}
    ties: dict[str, list[str]] = {}
    header, count = _header(file), 0
    for _, cells in rows_of(file):
        if isinstance(cells, str) or len(cells) != len(header):
            continue
        one, count = dict(zip(header, cells, strict=True)), count + 1
        if count > MOST_TIES:
            raise BadInput(f"{file.name} 超过 {MOST_TIES:,} 行。请分成几个文件夹。", path=str(file))
        ties.setdefault(one["uuid"].strip(), []).append(one[name].strip())
    return ties


SOURCE = TaiwanGraph()
