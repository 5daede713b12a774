"""The definitions in use: those shipped, and over them the newest version of each in the data folder.

`IPCITY_HOME/industries/<id>/<0001>.yaml` holds one version with the person, the day and the reason; none is ever changed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from ipcity.base.errors import BadInput, Busy, Damaged, IpcityError, NotFound
from ipcity.base.files import locked, read_yaml, write_whole
from ipcity.base.once import once
from ipcity.base.settings import settings
from ipcity.records.industries.definition import ID, Facts, Industry, checked
from ipcity.records.record import Record

SHIPPED = Path(__file__).with_name("industries.yaml")


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a definition; number 0 is the one shipped."""

    number: int
    definition: Industry
    by: str = ""
    at: str = ""
    reason: str = ""


def folder() -> Path:
    return settings().home_dir / "industries"


def definitions() -> dict[str, Industry]:
    """Id → definition in use, retired ones left out. Raises Damaged naming the file that cannot be read."""
    return {
        key: versions[-1].definition
        for key, versions in _all().items()
        if not versions[-1].definition.retired
    }


def history(key: str) -> tuple[Version, ...]:
    """Every version, the oldest first. Raises NotFound."""
    if key not in _all():
        raise NotFound("没有这个产业的定义。", path=key)
    return _all()[key]


def industry_named(word: str) -> str | None:
    """海洋装备, 海工装备, Robots, robots → the id."""
    plain = word.strip().lower()
    for key, one in definitions().items():
        if plain in (
            key,
            *(name.lower() for name in one.name.values()),
            *(name.lower() for name in one.written),
        ):
            return key
    return None


def industries_of(record: Record) -> list[str]:
    """The ids of the industries that a record belongs to."""
    facts = Facts(record)
    return [key for key, one in definitions().items() if facts.fit(one)]


def save(key: str, plain: Any, *, by: str, reason: str, seen: int) -> Version:
    """Keep a further version. `seen` is the number of the version that was edited: Busy where another came between."""
    if not ID.fullmatch(key):
        raise BadInput("编号只能用小写字母、数字和下划线，以字母开头，2 到 41 个字符。", path=key)
    if not reason.strip():
        raise BadInput("请写明修改的理由。")
    one = checked(plain)
    _free(key, one)
    with locked(folder() / ".lock", what="保存产业定义", wait=True):
        stands = _all().get(key, ())
        if (stands[-1].number if stands else -1) != seen:
            raise Busy("您编辑时，这个定义已被别人改过。请重新打开，再改一次。", path=key)
        number = seen + 1 if stands else 1
        version = Version(
            number=number, definition=one, by=by, reason=reason.strip(), at=datetime.now(UTC).isoformat(timespec="seconds")
        )  # fmt: skip
        text = yaml.safe_dump(msgspec.to_builtins(version), allow_unicode=True, sort_keys=False)
        write_whole(folder() / key / f"{number:04}.yaml", text.encode())
    return version


def _free(key: str, one: Industry) -> None:
    """No other industry bears one of the names."""
    for name in (*one.name.values(), *one.written):
        other = industry_named(name)
        if other not in (None, key):
            raise BadInput(f"“{name}”已是另一个产业（{other}）的名称。请换一个，或修改那一个。", path=key)


def _all() -> dict[str, tuple[Version, ...]]:
    """A page names twenty industries; whether there are newer files it looks once."""
    return once("industries", _newest)


def _newest() -> dict[str, tuple[Version, ...]]:
    files = sorted(folder().glob("*/[0-9]*.yaml"))
    return _read(tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...]) -> dict[str, tuple[Version, ...]]:
    shipped = read_yaml(SHIPPED)
    found: dict[str, tuple[Version, ...]] = {
        key: (Version(number=0, definition=_sound(SHIPPED, one)),) for key, one in shipped.items()
    }
    for path, _ in files:
        plain = read_yaml(path)
        try:
            definition = _sound(path, plain.pop("definition"))
            version = msgspec.convert({**plain, "definition": definition}, Version)
        except (msgspec.ValidationError, KeyError, AttributeError, TypeError) as wrong:
            raise Damaged(f"产业定义文件读不懂：{wrong}。请从备份恢复。", path=str(path)) from None
        found[path.parent.name] = (*found.get(path.parent.name, ()), version)
    return found


def _sound(path: Path, plain: Any) -> Industry:
    try:
        return checked(plain)
    except IpcityError as wrong:
        raise Damaged(f"产业定义文件有误：{wrong.message}", path=str(path)) from None
