"""Saved definitions of industries: a name and a query each. The data folder's own file adds to those shipped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from ipcity.base.errors import Damaged
from ipcity.base.files import read_yaml
from ipcity.base.settings import settings

_SHIPPED = Path(__file__).with_name("industries.yaml")


class Industry(msgspec.Struct, frozen=True):
    """`query` is text of the query language."""

    name: dict[str, str]
    query: str


def own_file() -> Path:
    """Where an analyst writes definitions of the house."""
    return settings().home_dir / "words" / "industries.yaml"


def definitions() -> dict[str, Industry]:
    """Id → definition, those of the house over those shipped. Raises Damaged naming the file."""
    own = own_file()
    changed = own.stat().st_mtime_ns if own.is_file() else 0
    return _read(own, changed)


@lru_cache(maxsize=4)
def _read(own: Path, changed: int) -> dict[str, Industry]:
    tables = [read_yaml(path) or {} for path in ((_SHIPPED, own) if changed else (_SHIPPED,))]
    try:
        return msgspec.convert(tables[0] | (tables[1] if changed else {}), dict[str, Industry])
    except (msgspec.ValidationError, TypeError) as wrong:
        raise Damaged(
            f"产业定义文件读不懂：{wrong}。请按 名称: {{name, query}} 的格式改正。", path=str(own)
        ) from None


def industry_named(word: str) -> str | None:
    """海洋装备, Robots, robots → the id."""
    plain = word.strip().lower()
    for key, one in definitions().items():
        if plain in (key, *(name.lower() for name in one.name.values())):
            return key
    return None
