"""Which role may open which page, as data (`data/pages.yaml`). A page that is not in the file opens for nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ipcity.base.errors import Damaged
from ipcity.base.files import read_yaml
from ipcity.city.directory.roles import VISITOR, roles

CODE = re.compile(r"[A-Z]\d\d")
PAGES = Path(__file__).parent / "data" / "pages.yaml"
EVERYBODY, SIGNED_IN, NOBODY = "everybody", "signed-in", "nobody"
OPEN, ASK, SHUT = "open", "ask", "shut"  # ask: a visitor is led to the sign-in page


@dataclass(frozen=True)
class Page:
    """`roles` None means any signed-in person; `visitor` is open, ask or shut; `code` never changes."""

    name: str
    roles: frozenset[str] | None
    visitor: str
    code: str = ""

    def answer(self, held: Iterable[str], *, signed_in: bool) -> str:
        if self.visitor == OPEN:
            return OPEN
        if not signed_in:
            return self.visitor
        return OPEN if self.roles is None or self.roles & frozenset(held) else SHUT


@cache
def pages() -> dict[str, Page]:
    data = read_yaml(PAGES)
    named = {key: frozenset(value) for key, value in data["sets"].items()}
    found = {name: _page(name, one["for"], named, one["code"]) for name, one in data["pages"].items()}
    _check_codes([one.code for one in found.values()], data["retired"])
    return found


def _check_codes(given: list[str], retired: list[str]) -> None:
    """Each page has a code of its own, and none that another had before."""
    twice = [code for code, count in Counter([*given, *retired]).items() if count > 1]
    if wrong := [*(code for code in given if not CODE.fullmatch(code)), *twice]:
        raise Damaged(
            f"页面编号 {wrong[0]} 不能用：应为一个字母加两位数字，不与别的页面相同，也不是已停用的编号。",
            path=str(PAGES),
        )


def page(name: str) -> Page:
    return pages().get(name) or Page(name, frozenset(), SHUT)


def columns() -> list[str]:
    """The columns of the matrix: the visitor and all roles."""
    return [VISITOR, *roles()]


def _page(name: str, wish: str | list[str], named: dict[str, frozenset[str]], code: str) -> Page:
    """`everybody`, `signed-in`, `nobody`, the name of a set, a role, or a list of the last two."""
    if wish == EVERYBODY:
        return Page(name, None, OPEN, code)
    if wish == SIGNED_IN:
        return Page(name, None, ASK, code)
    if wish == NOBODY:
        return Page(name, frozenset(), SHUT, code)
    wishes = [wish] if isinstance(wish, str) else wish
    wanted = frozenset(code for one in wishes for code in named.get(one, frozenset({one})))
    if unknown := wanted - set(roles()):
        raise Damaged(f"页面 {name} 写了不存在的角色：{'、'.join(sorted(unknown))}。", path=str(PAGES))
    return Page(name, wanted, SHUT, code)
