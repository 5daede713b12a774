"""Results of the office's search system: before every row its own header, both joined by colons.

Titles and addresses may hold colons themselves; the days beside them tell which cells belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources.csv_rows import encoding_of
from ipcity.sources.headings import Fit, fit, flat_row
from ipcity.sources.text_lines import lines_of

_MAY_HOLD_COLONS = ("发明名称", "地址", "申请（专利权）人", "代理机构")
_FORMS = {
    "公开（公告）号": re.compile(r"[A-Z]{2}\d+[A-Z]?\d?|"),
    "公开（公告）日": re.compile(r"\d{4}\.\d{2}\.\d{2}|"),
    "申请日": re.compile(r"\d{4}\.\d{2}\.\d{2}|"),
    "nrdAnHidden": re.compile(r"[A-Z]{2}\d+|"),
    "邮编": re.compile(r"(?:\d{6};?)*"),
}
_COUNTS = re.compile(r"[^,:\d][^,:]*,\d{1,9}")
_NO_VALUES = "表头之后没有值，文件可能被截断。请重新取得该文件。"
_NO_HEADER = "这一行之前没有表头，无法判断各值的含义。请重新取得该文件。"


class SipoSearch:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        encoding = encoding_of(head)
        lines = head.decode(encoding, errors="ignore").lstrip("\ufeff").splitlines()[:20] if encoding else []
        return bool(lines) and (self._header(lines[0]) is not None or _are_counts(lines))

    def read(self, path: Path) -> Iterator[RawRow]:
        found: Fit | None = None
        for number, line in lines_of(path):
            if number == 1 and _COUNTS.fullmatch(line):
                raise BadInput(
                    "每行是一个名称和一个件数：这是统计，不是记录，没有可装载的内容。", path=str(path)
                )
            header = self._header(line)
            if found and header:
                yield RawRow(
                    f"{path.name}:{number - 1}", {"header": ":".join(found.header)}, problem=_NO_VALUES
                )
            if not header:
                yield _row(f"{path.name}:{number}", found, line)
            found = header
        if found:
            yield RawRow(f"{path.name}:{number}", {"header": ":".join(found.header)}, problem=_NO_VALUES)

    def _header(self, line: str) -> Fit | None:
        return fit(self.passport.layouts, line.split(":")) if "申请日" in line else None


def _row(place: str, found: Fit | None, line: str) -> RawRow:
    if found is None:
        return RawRow(place, {"line": line}, problem=_NO_HEADER)
    cells = _aligned(found.header, line.split(":"))
    if cells is None:
        many = line.count(":") + 1
        problem = f"这一行有 {many} 个值，表头有 {len(found.header)} 个，对不上。请核对冒号后重新装载。"
        return RawRow(place, {"header": ":".join(found.header), "line": line}, problem=problem)
    flat = flat_row(found, [cell.strip() for cell in cells])
    plain = flat.pop("number_without_check_digit", "")
    flat.setdefault("application_number", plain)
    if (
        flat.get("priority") == plain
    ):  # the system names an application as its own priority where there is none
        flat = {name: cell for name, cell in flat.items() if name not in ("priority", "extra.priority_date")}
    return RawRow(place, nested(flat))


def _aligned(header: tuple[str, ...], cells: list[str]) -> list[str] | None:
    """The cells under their headings; surplus cells belong to the one column that puts days and numbers in place."""
    surplus = len(cells) - len(header)
    if surplus <= 0:
        return cells if surplus == 0 and _fits(header, cells) else None
    for heading in _MAY_HOLD_COLONS:
        if heading in header:
            at = header.index(heading)
            joined = [*cells[:at], ":".join(cells[at : at + surplus + 1]), *cells[at + surplus + 1 :]]
            if _fits(header, joined):
                return joined
    return None


def _fits(header: tuple[str, ...], cells: list[str]) -> bool:
    pairs = zip(header, cells, strict=True)
    return all(form.fullmatch(cell.strip()) for heading, cell in pairs if (form := _FORMS.get(heading)))


def _are_counts(lines: list[str]) -> bool:
    return len(lines) > 1 and all(_COUNTS.fullmatch(line) for line in lines[:-1])


SOURCE = SipoSearch()
