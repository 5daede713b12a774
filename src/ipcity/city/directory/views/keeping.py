"""The system administrator's pages: people, posts, who holds them; roles and ending accounts by proposal only."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ipcity.city.directory.actions import (
    add_person,
    add_post,
    appoint,
    end_appointment,
    invite_staff,
    propose,
)
from ipcity.city.directory.lists import PEOPLE, POSTS, people_lines, post_lines
from ipcity.city.directory.models import Appointment, Person, Post, RoleGrant, Unit
from ipcity.city.directory.queries import held_by
from ipcity.city.directory.refusals import Refused
from ipcity.city.directory.roles import Role, role, roles
from ipcity.city.directory.views.asking import day, me, needed, tried
from ipcity.city.directory.views.invitations import send_link
from ipcity.city.tables.columns import state_of
from ipcity.city.tables.sheet import taken_away
from ipcity.city.tables.table import table


def people(request: HttpRequest) -> HttpResponseBase:
    form, errors = request.POST, {}
    if request.method == "POST":
        errors = tried(
            lambda: add_person(
                name=form.get("name", ""),
                mail=form.get("mail", ""),
                phone=form.get("phone", ""),
                by=me(request),
            )
        )
        if not errors:
            messages.success(request, gettext("人员已添加。"))
            return HttpResponseRedirect(reverse("directory:people"))
    lines = people_lines(Person.objects.select_related("user").order_by("-id"), timezone.localdate())
    if file := taken_away(request.GET, gettext("人员"), lines, PEOPLE, [gettext("人员"), "", ""]):
        return file
    shown = table("people", lines, PEOPLE, state_of(request.GET, PEOPLE), path=request.path)
    context = {"table": shown, "form": form, "errors": errors}
    return render(request, "directory/people.html", context, status=409 if errors else 200)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = _person(pk)
    form, errors = request.POST, {}
    if request.method == "POST":
        errors = tried(lambda: _appoint(request, found))
        if not errors:
            messages.success(request, gettext("任命已登记。"))
            return HttpResponseRedirect(reverse("directory:person", args=[pk]))
    grants = RoleGrant.objects.filter(person=found, withdrawn_at__isnull=True)
    context = {
        "one": found,
        "appointments": found.appointments.select_related("post__unit"),
        "grants": [(one, role(one.role)) for one in grants],
        "held": [(held, role(held.role)) for held in held_by(found)],
        "posts": Post.objects.on(timezone.localdate()).select_related("unit"),
        "roles": roles().values(),
        "form": form, "errors": errors,
    }  # fmt: skip
    return render(request, "directory/person.html", context, status=409 if errors else 200)


def _appoint(request: HttpRequest, found: Person) -> None:
    form = request.POST
    post = Post.objects.filter(pk=_number(form.get("post", "")) or 0).first()
    appoint(
        person=found,
        post=needed(post, gettext("请选岗位。"), "post"),
        since=day(form.get("since", ""), "since"),
        until=day(form.get("until", ""), "until"),
        is_substitute=bool(form.get("substitute")),
        by=me(request),
    )


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    found = _person(pk)
    if not found.mail:
        raise Refused(f"{found.name}没有登记邮箱，发不出邀请。请先登记邮箱。")
    made, token = invite_staff(person=found, by=me(request))
    send_link(request, made, token)
    return HttpResponseRedirect(reverse("directory:person", args=[pk]))


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = Appointment.objects.filter(pk=pk).select_related("person").first()
    if found is None:
        raise Http404(pk)
    end_appointment(appointment=found, by=me(request), on=timezone.localdate())
    messages.success(request, gettext("任职到今天为止。"))
    return HttpResponseRedirect(reverse("directory:person", args=[found.person_id]))


def posts(request: HttpRequest) -> HttpResponseBase:
    form, errors = request.POST, {}
    units = Unit.objects.order_by("id")
    if request.method == "POST":
        errors = tried(lambda: _add_post(request))
        if not errors:
            messages.success(request, gettext("岗位已添加。"))
            return HttpResponseRedirect(reverse("directory:posts"))
    known = list(Post.objects.select_related("unit"))
    lines = post_lines(known, timezone.localdate())
    if file := taken_away(request.GET, gettext("岗位"), lines, POSTS, [gettext("岗位"), "", ""]):
        return file
    shown = table("posts", lines, POSTS, state_of(request.GET, POSTS), path=request.path)
    rows = [(post, _roles_of_post(post)) for post in known]
    context = {
        "table": shown, "rows": rows, "units": units, "roles": roles().values(), "form": form, "errors": errors,
    }  # fmt: skip
    return render(request, "directory/posts.html", context, status=409 if errors else 200)


def _add_post(request: HttpRequest) -> None:
    form = request.POST
    unit = Unit.objects.filter(code=form.get("unit", "")).first()
    add_post(
        unit=needed(unit, gettext("请选单位。"), "unit"),
        title=form.get("title", ""),
        title_en=form.get("title_en", ""),
        by=me(request),
    )


def _roles_of_post(post: Post) -> list[tuple[RoleGrant, Role]]:
    return [(one, role(one.role)) for one in RoleGrant.objects.filter(post=post, withdrawn_at__isnull=True)]


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def suggest(request: HttpRequest) -> HttpResponse:
    """A proposal from any of the forms: giving a role, withdrawing one, ending an account."""
    form = request.POST
    act, payload = form.get("act", ""), {}
    for field in ("person", "post", "grant"):
        if form.get(field):
            payload[field] = needed(_number(form[field]), gettext("表单不完整，请从页面上重新提交。"), field)
    if form.get("role"):
        payload["role"] = form["role"]
    wanted = {"role.give": {"role"}, "role.withdraw": {"grant"}, "account.end": {"person"}}
    if not wanted.get(act, {"?"}) <= set(payload):
        raise Refused(gettext("表单不完整，请从页面上重新提交。"))
    propose(act=act, payload=payload, reason=form.get("reason", ""), by=me(request))
    messages.success(request, gettext("已提交，等安全管理员复核；十四天内有效。"))
    return HttpResponseRedirect(reverse("directory:proposals"))


def _person(pk: int) -> Person:
    found = Person.objects.filter(pk=pk).select_related("user").first()
    if found is None:
        raise Http404(pk)
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
