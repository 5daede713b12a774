"""The book: YAML pages under `book/`, read once. A page's path is its name: `cn/patent/term/invention`.

The operator's own folder (`IPCITY_HOME/law`) may add pages (`book/…`) and dated corrections (`corrections/…`).
They are laid over the bundled pages on reading; nothing is ever edited.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from ipcity.base.errors import NotFound
from ipcity.base.files import read_yaml, write_whole
from ipcity.base.settings import settings

BOOK = Path(__file__).with_name("book")
_STAMP = "CHANGED"
_FORGET: list[Callable[[], None]] = []
P = ParamSpec("P")
T = TypeVar("T")


def remembered(answer: Callable[P, T]) -> Callable[P, T]:
    """Like functools.cache, but forgotten when the operator's folder changes."""
    kept = cache(answer)
    _FORGET.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def remembered_many(answer: Callable[P, T]) -> Callable[P, T]:
    """The same with an upper limit, for questions about days."""
    kept = lru_cache(maxsize=262_144)(answer)
    _FORGET.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def forget() -> None:
    """Read everything anew."""
    for clear in _FORGET:
        clear()


def changed() -> None:
    """The operator's folder changed: read anew here, and leave a stamp for other processes."""
    write_whole(own_folder() / _STAMP, datetime.now(UTC).isoformat().encode())
    forget()


_seen: dict[str, int] = {}


def refresh() -> None:
    """For long-running processes, before a question: forget what was read if another process changed the folder."""
    path = own_folder() / _STAMP
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    if _seen.setdefault(str(path), stamp) != stamp:
        _seen[str(path)] = stamp
        forget()


def own_folder() -> Path:
    return settings().home_dir / "law"


@remembered
def page(name: str) -> dict[str, Any]:
    """A page of the book, corrections laid over it. Callers must not change it."""
    content = as_written(name)
    laid = [one for one in own_corrections() if one["rule"] == name]
    if laid and "values" in content:
        content = {
            **content,
            "values": {**content["values"], **{one["from"]: _as_value(one) for one in laid}},
        }
    return content


@remembered
def as_written(name: str) -> dict[str, Any]:
    """The page without corrections."""
    for path in (own_folder() / "book" / f"{name}.yaml", BOOK / f"{name}.yaml"):
        if path.is_file():
            content: dict[str, Any] = read_yaml(path)
            return content
    raise NotFound(f"规则库中没有“{name}”这一页。请用 ipcity law rules 查看全部规则并核对名称。", path=name)


def _as_value(correction: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: correction[key] for key in ("value", "mark", "reference", "article") if key in correction}
    return {**kept, "correction": {key: str(correction[key]) for key in ("reason", "by", "made_on")}}


@remembered
def own_corrections() -> tuple[dict[str, Any], ...]:
    """The operator's corrections, oldest first; of two for one rule and day, the later one counts."""
    folder = own_folder() / "corrections"
    return tuple(read_yaml(path) for path in sorted(folder.glob("*.yaml"))) if folder.is_dir() else ()


@remembered
def names() -> tuple[str, ...]:
    """All pages, `about` left out."""
    found = {
        path.relative_to(root).with_suffix("").as_posix()
        for root in (BOOK, own_folder() / "book")
        for path in root.rglob("*.yaml")
    }
    return tuple(sorted(found - {"about"}))


@remembered
def version() -> str:
    """`2025-04-30-1f3a9c2e`: how far the book is complete, and a digest of all its pages and corrections."""
    digest = hashlib.sha256()
    for root in (BOOK, own_folder() / "book", own_folder() / "corrections"):
        for path in sorted(root.rglob("*.yaml")):
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return f"{complete_to()}-{digest.hexdigest()[:8]}"


def complete_to() -> date:
    """Later law than this day was not checked."""
    day: date = page("about")["complete_to"]
    return day


def sources() -> dict[str, dict[str, Any]]:
    """Every source a page may refer to, those named by corrections included."""
    own = {one["reference"]: one["source"] for one in own_corrections() if one.get("source")}
    return {**page("about")["sources"], **own}


def value_on(values: Mapping[date, Any], on: date) -> Any | None:
    """The value in force on a day, of values keyed by the day they begin; None before the first."""
    begun = [start for start in values if start <= on]
    return values[max(begun)] if begun else None


def in_period(entries: Iterable[dict[str, Any]], on: date) -> dict[str, Any] | None:
    """The entry whose `from`..`to` holds the day."""
    for entry in entries:
        if entry.get("from", date.min) <= on <= entry.get("to", date.max):
            return entry
    return None
