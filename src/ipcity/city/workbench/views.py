"""Pages of the workbench. Each address is the whole state of its page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from ipcity.city.inbox import actions
from ipcity.city.inbox import queries as box
from ipcity.city.inbox.choices import State, Way
from ipcity.city.inbox.kinds import known_kinds
from ipcity.city.inbox.models import Notice
from ipcity.city.indicators import entering
from ipcity.city.indicators.entered import Figure
from ipcity.city.indicators.registers import TYPED
from ipcity.city.jobs import queries as jobs
from ipcity.city.registers.who import may_write, registers_for
from ipcity.city.tables.given import chosen, page_of
from ipcity.city.tables.given import text as text_of
from ipcity.city.workbench.activity import entries_for, lines
from ipcity.city.workbench.tasks import tasks_of

PAGE_ROWS = 50
FOUND_ROWS = 10
ENOUGH = 286  # htmx asks no more
LONGEST_QUERY = 100
DUE_WORDS = {
    "overdue": gettext_lazy("已逾期"),
    "soon": gettext_lazy("七天内"),
    "later": gettext_lazy("更晚"),
    "none": gettext_lazy("无期限"),
}


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """`?kind=…&due=soon&unit=market&state=done&q=…`"""
    user, given, today = _user(request), request.GET, timezone.localdate()
    asked = box.Asked(
        kind=given.get("kind", ""), due=chosen(given, "due", DUE_WORDS), unit=given.get("unit", ""),
        state=chosen(given, "state", State.values, State.OPEN), text=text_of(given, "q", LONGEST_QUERY),
    )  # fmt: skip
    page = page_of(given, box.items(user, asked, today), PAGE_ROWS)
    context = {
        "here": "inbox", "asked": asked, "page": page, "today": today, "kinds": box.kind_counts(user, today),
        "rows": [(one, one.days_left(today)) for one in page.object_list], "units": box.units_of(user, today),
        "dues": [(due, DUE_WORDS[due], count) for due, count in box.due_counts(user, today).items()],
        "states": State.choices, "narrowed": any((asked.kind, asked.due, asked.unit, asked.text)),
    }  # fmt: skip
    return render(request, "work/inbox.html", context)


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    user, unread = _user(request), chosen(request.GET, "unread", ("1",)) == "1"
    page = page_of(request.GET, box.notices(user, unread=unread), PAGE_ROWS)
    context = {"here": "notices", "page": page, "unread": unread, "unread_count": box.unread_count(user)}
    return render(request, "work/notices.html", context)


@login_required
def notice(request: HttpRequest, notice_id: int) -> HttpResponseBase:
    """Opening a notice reads it and leads to what it speaks of."""
    found = Notice.objects.filter(person=_user(request), pk=notice_id).first()
    if found is None:
        raise Http404
    actions.read(found.person, [found.pk])
    here = url_has_allowed_host_and_scheme(found.address, allowed_hosts=None)
    return redirect(found.address if found.address and here else "work:notices")


def news(request: HttpRequest) -> HttpResponse:
    """The number at the bell, asked for again and again by open pages; nothing more once the person signed out."""
    if not request.user.is_authenticated:
        return HttpResponse(status=ENOUGH)
    return render(request, "ipc/news.html", {"news": box.unread_count(_user(request))})


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponseBase:
    actions.read(_user(request))
    return redirect("work:notices")


@login_required
def preferences(request: HttpRequest) -> HttpResponseBase:
    user = _user(request)
    if request.method == "POST":
        actions.choose(user, ways=request.POST.getlist("way"), muted=request.POST.getlist("muted"))
        messages.success(request, gettext("已保存。"))
        return redirect("work:preferences")
    chosen = actions.preference_of(user)
    context = {
        "here": "notices", "ways": [(way.value, way.label, way.value in chosen.ways) for way in Way],
        "kinds": [(kind, kind.code in chosen.muted) for kind in known_kinds()],
    }  # fmt: skip
    return render(request, "work/preferences.html", context)


@login_required
def tasks(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    context = {"here": "tasks", "groups": tasks_of(user), "units": box.units_of(user)}
    return render(request, "work/tasks.html", context)


@login_required
def activity(request: HttpRequest) -> HttpResponse:
    user, only_mine = _user(request), chosen(request.GET, "who", ("me",)) == "me"
    filled = [one.code for one in registers_for(request) if may_write(request, one)]
    page = page_of(request.GET, entries_for(user, filled, only_mine=only_mine), PAGE_ROWS)
    context = {
        "here": "activity",
        "page": page,
        "lines": lines(page.object_list, user),
        "only_mine": only_mine,
    }
    return render(request, "work/activity.html", context)


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Over a person's own work: items of every state, notices, tasks of his units, jobs that he asked for."""
    user, text = _user(request), text_of(request.GET, "q", LONGEST_QUERY)
    context: dict[str, Any] = {"here": "search", "text": text}
    if text:
        context |= _found(user, text)
    return render(request, "work/search.html", context)


@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """Figures that wait for another person to compare them with their source."""
    user = _user(request)
    if not may_write(request, TYPED):
        raise Http404
    rows = [
        (one, entering.name_of(one), one.latest(), one.waits_for_another_than == f"user:{user.pk}")
        for one in entering.waiting()
    ]
    return render(request, "work/figures.html", {"here": "figures", "rows": rows})


@require_POST
@login_required
def check_figure(request: HttpRequest, figure_id: int) -> HttpResponseBase:
    figure = Figure.objects.filter(pk=figure_id).first()
    if figure is None or not may_write(request, TYPED):
        raise Http404
    entering.check(figure, by=_user(request))
    messages.success(request, gettext("已核对，从现在起用于计算。"))
    return redirect("work:figures")


def _found(user: User, text: str) -> dict[str, Any]:
    words = text.lower().split()
    mine = [one for one in jobs.jobs(asked_by=user.get_username())[:500] if _titled(one.title, words)]
    found = {
        "items": [(one, None) for one in box.items(user, box.Asked(state="", text=text))[:FOUND_ROWS]],
        "notices": list(box.notices(user, text=text)[:FOUND_ROWS]),
        "groups": tasks_of(user, text),
        "jobs": jobs.rows(mine[:FOUND_ROWS]),
    }
    return found | {"nothing": not any(found.values())}


def _titled(title: dict[str, str], words: list[str]) -> bool:
    whole = " ".join(title.values()).lower()
    return all(word in whole for word in words)


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
