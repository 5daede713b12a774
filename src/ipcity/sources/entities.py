"""Named characters of the ISO sets, as old files of the USPTO write them: `&agr;` is α, `&lsqb;` is [."""

from __future__ import annotations

from functools import cache
from html.entities import html5
from pathlib import Path

from ipcity.base.files import read_yaml


def character(name: str) -> str:
    """The character; a name nobody knows stays as it was written."""
    written = (name, name[:1] + name[1:].lower())  # DOCDB writes &SACUTE; for &Sacute;
    known = (_own().get(one) or html5.get(f"{one};") for one in written)
    return next(filter(None, known), f"&{name};")


@cache
def _own() -> dict[str, str]:
    names: dict[str, str] = read_yaml(Path(__file__).with_name("entities.yaml"))["characters"]
    return names
