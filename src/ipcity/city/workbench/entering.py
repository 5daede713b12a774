"""The pages of the wizard: one address a register, one step a page, saved whenever a button is pressed."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.base.errors import IpcityError
from ipcity.city.registers import who
from ipcity.city.registers.declaration import Register, Row
from ipcity.city.registers.spreadsheet import shown
from ipcity.city.tables.given import number
from ipcity.city.workbench import rows
from ipcity.city.workbench.wizard import Wizard, draft_of, forget, keep


@login_required
def row(request: HttpRequest, code: str) -> HttpResponseBase:
    """`?step=2`; the last step shows the whole row and asks once more."""
    register = who.writable(request, code)
    wizard = rows.wizard_of(register)
    if request.method == "POST":
        return _pressed(request, register, wizard)
    draft = draft_of(who.user_of(request), wizard.key)
    words, last = draft.values if draft else {}, len(wizard.steps)
    step = number(request.GET, "step", min(draft.step if draft else 0, last), least=0, most=last)
    return _page(request, register, wizard, step, words)


def _pressed(request: HttpRequest, register: Register, wizard: Wizard) -> HttpResponseBase:
    user, last = who.user_of(request), len(wizard.steps)
    step, verb = _step(request.POST.get("step", ""), last, 0), request.POST.get("do", "save")
    if verb == "forget":
        forget(user, wizard.key)
        messages.success(request, gettext("草稿已删除。"))
        return redirect("registers:register", register.code)
    draft = keep(user, wizard, step, {name: str(value) for name, value in request.POST.items()})
    if verb == "save":
        messages.success(request, gettext("已保存为草稿。下次打开这里就接着填。"))
        return redirect("registers:register", register.code)
    if verb == "back":
        return _to(register, step - 1)
    if step < last and any(one.error for one in wizard.shown(step, draft.values, judged=True)):
        return _page(request, register, wizard, step, draft.values, judged=True)
    if verb == "finish" and (wrong := wizard.first_fault(draft.values)) is not None:
        return _page(request, register, wizard, wrong, draft.values, judged=True)
    return _finish(request, register, wizard, draft.values) if verb == "finish" else _to(register, step + 1)


def _finish(
    request: HttpRequest, register: Register, wizard: Wizard, words: dict[str, str]
) -> HttpResponseBase:
    new = cast(Row, wizard.values(words))
    if wrong := rows.faults(register, new):
        return _page(request, register, wizard, len(wizard.steps), words, wrong=list(wrong.values()))
    user = who.user_of(request)
    try:
        register.shelf.put(new, actor=f"user:{user.pk}")
    except IpcityError as refused:
        return _page(request, register, wizard, len(wizard.steps), words, wrong=[refused.message])
    forget(user, wizard.key)
    messages.success(request, gettext("已录入。"))
    return redirect("registers:register", register.code)


def _page(
    request: HttpRequest, register: Register, wizard: Wizard, step: int, words: dict[str, str],
    *, judged: bool = False, wrong: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    last = len(wizard.steps)
    context: dict[str, Any] = {
        "here": "registers", "register": register, "wizard": wizard, "step": step, "number": step + 1, "total": last + 1,
        "titles": [*(one.title for one in wizard.steps), gettext("核对与录入")], "wrong": wrong or [],
        "draft": draft_of(who.user_of(request), wizard.key),
    }  # fmt: skip
    if step < last:
        context["fields"] = wizard.shown(step, words, judged=judged)
        context["faults"] = [one for one in context["fields"] if one.error]
    elif (fault := wizard.first_fault(words)) is not None:
        return _page(request, register, wizard, fault, words, judged=True)
    else:
        context |= _whole(register, wizard, words)
    return render(request, "work/row.html", context, status=400 if request.method == "POST" else 200)


def _whole(register: Register, wizard: Wizard, words: dict[str, str]) -> dict[str, Any]:
    new = cast(Row, wizard.values(words))
    old = rows.before(register, new)
    return {
        "lines": [
            (column, shown(column, new[column.name]), shown(column, old[column.name]) if old else None)
            for column in register.columns
        ],
        "changes": old is not None,
    }


def _step(text: str, last: int, default: int) -> int:
    return min(int(text), last) if text.isdecimal() and len(text) < 4 else min(default, last)


def _to(register: Register, step: int) -> HttpResponseBase:
    return redirect(f"{reverse('work:row', args=[register.code])}?step={max(step, 0)}")
