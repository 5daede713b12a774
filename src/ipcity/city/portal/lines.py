"""Lines that stand by the score on one page, put together here and not by templates: a tenth of the steps.

Every text passes `escape` or `native`; nothing else is put between the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from itertools import groupby
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ipcity.city.directory.spoken import gettext, native
from ipcity.city.plan.board import UnitRow
from ipcity.city.portal import classes, organisations, places
from ipcity.city.portal.facets import Choice, YearBar
from ipcity.city.portal.hits import family_address, untitled
from ipcity.city.portal.words import RIGHT_TYPES, UNIT_ROLES, place_word, status_mark, status_word
from ipcity.city.portal.written import ABSENT, class_symbol, figure, marked, unit_name
from ipcity.search.base import Hit

_FEW_YEARS = 6  # have room for their numbers
_CHECK = '<svg class="ipc-icon"><use href="#i-check"/></svg>'


def facet_values(choices: Iterable[Choice]) -> SafeString:
    """Values of a filter as items of a list: choose, leave out, and the value's own page where it has one."""
    words = gettext("排除"), gettext("恢复"), gettext("看页面")
    return mark_safe("".join(_facet_value(choice, *words) for choice in choices))


def _facet_value(choice: Choice, bar: str, restore: str, look: str) -> str:
    name, count = native(choice.word), ABSENT if choice.count is None else figure(choice.count)
    hidden = f'<span class="ipc-hidden"> {name}</span></a>'
    item, current, box, check, note = "", "", "", "", ""
    if choice.chosen:
        current, box, check, note = ' aria-current="true"', " ipc-box-on", _CHECK, gettext("（已选）")
    elif choice.barred:
        item, box, note = " ipc-barred", " ipc-box-out", gettext("（已排除）")
    note = note and f'<span class="ipc-hidden">{note}</span>'
    page = choice.page and f'<a class="ipc-leave" href="{escape(choice.page)}">{look}{hidden}'
    return (
        f'<li class="ipc-facet-value{item}"><a href="{escape(choice.choose)}" rel="nofollow"{current}>'
        f'<span class="ipc-box{box}" aria-hidden="true">{check}</span>'
        f'<span class="ipc-facet-word" title="{escape(choice.word)}">{name}</span>{note}'
        f'<span class="ipc-facet-count">{count}</span></a>'
        f'<a class="ipc-leave" href="{escape(choice.bar)}" rel="nofollow">{restore if choice.barred else bar}{hidden}'
        f"{page}</li>"
    )


def year_lines(bars: Sequence[YearBar]) -> SafeString:
    """A bar a year, each a link that chooses it; a few years bear their number and count, many the first and the last."""
    words, width = gettext("%(year)s 年 %(count)s 件"), 100 / max(len(bars), 1)
    return mark_safe("".join(_year(bar, at, len(bars), width, words) for at, bar in enumerate(bars)))


def _year(bar: YearBar, at: int, years: int, width: float, words: str) -> str:
    shape = "ipc-bar-value" if bar.inside else "ipc-bar-unchosen"
    ends = {0: "0", years - 1: "100%"}
    text = ""
    if years <= _FEW_YEARS:
        text = (
            f'<text x="50%" y="{bar.label_y}" text-anchor="middle">{figure(bar.count)}</text>'
            f'<text x="50%" y="88" text-anchor="middle">{bar.year}</text>'
        )
    elif at in ends:
        anchor = "end" if at else "start"
        text = f'<text x="{ends[at]}" y="88" text-anchor="{anchor}">{bar.year}</text>'
    return (
        f'<svg x="{at * width:.2f}%" y="0" width="{width:.2f}%" height="92"><a href="{escape(bar.address)}" '
        f'aria-label="{escape(words % {"year": bar.year, "count": figure(bar.count)})}">'
        '<rect x="0" y="0" width="100%" height="92" fill="transparent"/>'
        '<svg x="0" y="16" width="100%" height="56" viewBox="0 0 100 56" preserveAspectRatio="none">'
        f'<path class="{shape}" d="M18 56V{bar.top}H82V56Z"/></svg>{text}</a></svg>'
    )


def hit_lines(hits: Iterable[Hit]) -> SafeString:
    """Records of a list as its items."""
    return mark_safe(
        "".join(
            f'<li class="ipc-hit"><div>{_head(hit)}</div><dl class="ipc-pairs">{_facts(hit)}</dl></li>'
            for hit in hits
        )
    )


def _head(hit: Hit) -> str:
    """Title, what it is, who holds it, the words found; a natural person among the holders has no page."""
    title = marked(hit.title, hit.title_marks) if hit.title else native(untitled(hit))
    snippet = hit.snippet and f'<p class="ipc-hit-text">{marked(hit.snippet, hit.snippet_marks)}</p>'
    return (
        f'<h2><a href="{escape(_records() + quote(hit.record_id))}">{title}</a></h2>'
        f'<p class="ipc-hit-line"><span class="ipc-label">{escape(str(RIGHT_TYPES.get(hit.right_type, hit.right_type)))}</span>'
        f"{_sample(hit)}<span>{escape(hit.number)}</span>"
        f"<span>{gettext('、').join(_link(organisations.address_of(one), one) for one in hit.holders)}</span>"
        f"{_family(hit)}</p>{snippet}{_why(hit)}"
    )


@cache
def _records() -> str:
    return reverse("portal:record", args=["-"])[:-1]


def _sample(hit: Hit) -> str:
    if hit.realm != "sample":
        return ""
    title, word = gettext("虚构数据，仅供演示"), gettext("样例")
    return f'<span class="ipc-label ipc-label-line" title="{title}">{word}</span>'


def _family(hit: Hit) -> str:
    if hit.members < 2:
        return ""
    words = gettext("同族 %(n)s 件") % {"n": hit.members}
    return f'<a href="{escape(family_address(hit))}">{words}</a>'


def _why(hit: Hit) -> str:
    if hit.title_marks and hit.snippet_marks:
        why = gettext("命中：标题、摘要")
    elif hit.title_marks or hit.snippet_marks:
        why = gettext("命中：标题") if hit.title_marks else gettext("命中：摘要")
    else:
        return ""
    return f'<p class="ipc-hit-why">{why}</p>'


def _facts(hit: Hit) -> str:
    """State, day of publication, main class and place, as terms of a list; what is not known is left out."""
    area = place_word(hit.area, hit.zone) and _link(
        places.address_of(hit.area, hit.zone), place_word(hit.area, hit.zone)
    )
    symbol = hit.main_class and _link(classes.address_of(hit.main_class), class_symbol(hit.main_class))
    facts = (
        (gettext("状态"), _state(hit)), (gettext("公开日"), escape(hit.published or "")),
        (gettext("主分类"), symbol), (gettext("地点"), area),
    )  # fmt: skip
    return "".join(f"<dt>{word}</dt><dd>{fact}</dd>" for word, fact in facts if fact)


def _state(hit: Hit) -> str:
    shown = f'<span class="ipc-status" data-state="{status_mark(hit.status)}">{escape(status_word(hit.status))}</span>'
    if not hit.status_as_of:
        return shown
    until = gettext("截至 %(day)s") % {"day": escape(hit.status_as_of)}
    return f'{shown} <span class="ipc-3 ipc-nowrap">{until}</span>'


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{native(text)}</a>' if address else native(text)


def units_line(units: Iterable[UnitRow]) -> SafeString:
    """The units of a task by their roles, in the plan's order, each under its name of today; empty without units."""
    roles = (
        f'<span class="ipc-3">{escape(str(UNIT_ROLES.get(role, role)))}</span> {" ".join(map(_unit, group))}'
        for role, group in groupby(units, key=lambda one: one.role)
    )
    line = " ".join(roles)
    return mark_safe(line and f'<p class="ipc-units">{line}</p>')


def _unit(one: UnitRow) -> str:
    name = unit_name(one.current) if one.current else native(one.full_name)
    words = gettext("%(n)s 个单位") % {"n": len(one.members)}
    many = f' <span class="ipc-3">{words}</span>' if one.members else ""
    return f'<span class="ipc-unit-name">{name}{many}</span>'
