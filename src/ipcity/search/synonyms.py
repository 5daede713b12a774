"""Words of one meaning, from a table that an analyst may extend in the data folder. Never used for quoted words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from ipcity.base.errors import Damaged
from ipcity.base.files import read_yaml
from ipcity.base.settings import settings
from ipcity.base.text import fold
from ipcity.search.script import simplified

_SHIPPED = Path(__file__).with_name("synonyms.yaml")


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: list[list[str]]


def own_file() -> Path:
    """Where an analyst writes groups of the house: `groups: [[word, word], …]`."""
    return settings().home_dir / "words" / "synonyms.yaml"


def synonyms_of(word: str) -> list[str]:
    """钓鱼竿 → [渔竿, 钓竿, …]; empty for a word in no group. Raises Damaged naming the file."""
    own = own_file()
    changed = own.stat().st_mtime_ns if own.is_file() else 0
    return _table(own, changed).get(simplified(fold(word)), [])


@lru_cache(maxsize=4)
def _table(own: Path, changed: int) -> dict[str, list[str]]:
    groups = [group for path in ((_SHIPPED, own) if changed else (_SHIPPED,)) for group in _groups(path)]
    found: dict[str, list[str]] = {}
    for group in groups:
        plain = [simplified(fold(word)) for word in group]
        for word in plain:
            known = found.setdefault(word, [])
            known += [other for other in plain if other != word and other not in known]
    return found


def _groups(path: Path) -> list[list[str]]:
    try:
        return msgspec.convert(read_yaml(path), Table).groups
    except msgspec.ValidationError as wrong:
        raise Damaged(f"同义词表读不懂：{wrong}。请写成 groups: [[词, 词], …]。", path=str(path)) from None
