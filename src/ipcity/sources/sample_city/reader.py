"""Rows of the sample city. It lets no row pass whose number an office could have given: realms never mix."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.ingest import RawRow, read_passport
from ipcity.sources.sample_city.numbers import is_invented, is_invented_other


class SampleCity:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        """JSON Lines in the canonical form, whose first right bears an invented number."""
        first = head.split(b"\n", 1)[0]
        values = _parsed(first)
        return values is not None and _has_invented_numbers(values)

    def read(self, path: Path) -> Iterator[RawRow]:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(f"{path.name}:{number}", line)


def _row(place: str, line: bytes) -> RawRow:
    values = _parsed(line)
    if values is None:
        cut = {"line": line.decode("utf-8", "replace").rstrip("\n")}
        return RawRow(
            place, cut, problem="这一行不是完整的 JSON 对象，文件可能被截断。请重新生成样例数据后再装载。"
        )
    if not _has_invented_numbers(values):
        return RawRow(
            place, values, problem="号码不属于样例号段，不能作为样例数据装载。真实数据请用原来的格式装载。"
        )
    return RawRow(place, values)


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        values = json.loads(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def _has_invented_numbers(values: dict[str, Any]) -> bool:
    if values.get("kind", "patent") != "patent":
        listed = values.get("numbers")
        return isinstance(listed, list) and bool(listed) and all(map(_is_invented_other, listed))
    publications = values.get("publications")
    if not isinstance(publications, list) or not all(isinstance(one, dict) for one in publications):
        return False
    numbers = [str(one.get("number", "")) for one in publications]
    return is_invented(str(values.get("application_number", "")), numbers)


def _is_invented_other(number: Any) -> bool:
    return isinstance(number, dict) and is_invented_other(str(number.get("value", "")))


SOURCE = SampleCity()
