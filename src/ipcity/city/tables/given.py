"""What an address gives, read strictly: what is not understood is refused in a sentence, never taken for something else.

A parameter that is absent or empty asks for nothing. Every refusal names the parameter, so that its page can offer the
same address without it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext

from ipcity.base.errors import BadInput

LONGEST = 2_000  # characters of any one parameter
LAST_PAGE = 999_999
SHOWN = 40  # characters of a refused value that are said back
SEVERAL = frozenset({"cols", "r", "kind", "include", "exclude", "facets"})  # may be given more than once
_SEVERAL_BEGIN = ("f.", "x.")


class BadParameter(BadInput):
    """`path` is the name of the parameter."""

    code = "bad-parameter"


def refused(name: str, value: str, wanted: str) -> BadParameter:
    """“year_from=abc”读不懂：要四位数字的年份。"""
    shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    words = {"name": name, "value": shown, "wanted": wanted}
    return BadParameter(gettext("网址中的“%(name)s=%(value)s”读不懂：%(wanted)s") % words, path=name)


def check(given: QueryDict, path: str = "") -> None:
    """What holds for every address: readable characters, bounded lengths, one value where one is meant."""
    if "\0" in path:
        raise BadParameter(gettext("网址中有不能识别的字符，可能在复制时损坏了。请重新填写。"))
    for name, values in given.lists():
        if "\0" in name or any("\0" in one or "\ufffd" in one for one in (name, *values)):
            raise BadParameter(gettext("网址中有不能识别的字符，可能在复制时损坏了。请重新填写。"), path=name)
        if max(map(len, (name, *values))) > LONGEST:
            words = {"name": name[:SHOWN], "most": LONGEST}
            raise BadParameter(
                gettext("网址中的“%(name)s”太长：最多 %(most)d 个字。请缩短后再试。") % words, path=name
            )
        if len(set(values)) > 1 and name not in SEVERAL and not name.startswith(_SEVERAL_BEGIN):
            words = {"name": name[:SHOWN], "n": len(values)}
            raise BadParameter(
                gettext("网址中的“%(name)s”给了 %(n)d 次，各不相同，不知以哪个为准。请只留一个。") % words,
                path=name,
            )


def text(given: QueryDict, name: str, longest: int) -> str:
    found = given.get(name, "").strip()
    if len(found) > longest:
        raise refused(name, found, gettext("最多 %(most)d 个字。") % {"most": longest})
    return found


def chosen(given: QueryDict, name: str, known: Collection[str], default: str = "") -> str:
    found = given.get(name, "").strip()
    if found and found not in known:
        raise refused(name, found, _may_be(known))
    return found or default


def _may_be(known: Collection[str]) -> str:
    if not known:
        return gettext("没有可选的值。")
    return gettext("可以是 %(known)s。") % {"known": "、".join(str(one) for one in list(known)[:12])}


def several(given: QueryDict, name: str, known: Collection[str]) -> list[str]:
    """Each value once, in the order given."""
    found = list(dict.fromkeys(one for one in given.getlist(name) if one))
    for one in found:
        if one not in known:
            raise refused(name, one, _may_be(known))
    return found


def number(given: QueryDict, name: str, default: int, *, least: int, most: int) -> int:
    found = given.get(name, "").strip()
    if not found:
        return default
    if found.isascii() and found.isdigit() and len(found) < 10 and least <= int(found) <= most:
        return int(found)
    words = {"least": f"{least:,}", "most": f"{most:,}"}
    raise refused(name, found, gettext("要 %(least)s 到 %(most)s 之间的整数。") % words)


def page_number(given: QueryDict) -> int:
    return number(given, "page", 1, least=1, most=LAST_PAGE)


def page_of(given: QueryDict, rows: QuerySet[Any] | Sequence[Any], size: int) -> Page[Any]:
    """The page that the address asks for."""
    sheets = Paginator(rows, size)
    return sheets.page(within(page_number(given), sheets.num_pages))


def within(page: int, last: int) -> int:
    if page > last:
        wanted = gettext("这份清单到第 %(last)s 页为止。") % {"last": f"{last:,}"}
        raise refused("page", str(page), wanted)
    return page
