"""The lists of people and posts as data tables: what an administrator looks through, sorts and takes away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.models import Appointment, Person, Post, RoleGrant, Unit
from ipcity.city.directory.roles import roles
from ipcity.city.directory.spoken import said
from ipcity.city.tables.columns import Column


@dataclass(frozen=True)
class PersonLine:
    pk: int
    name: str
    account: str  # empty: none
    is_active: bool
    units: tuple[str, ...]
    posts: tuple[str, ...]
    mail: str
    phone: str

    @property
    def state(self) -> str:
        if not self.account:
            return gettext("没有账号")
        return self.account if self.is_active else gettext("%(name)s（已停用）") % {"name": self.account}

    @property
    def mark(self) -> str:
        return "none" if not self.account else "ok" if self.is_active else "off"


@dataclass(frozen=True)
class PostLine:
    title: str
    unit: str
    holders: tuple[str, ...]
    roles: tuple[str, ...]
    holder: int | None  # the person behind the link; none where several hold the post, or nobody


PEOPLE: tuple[Column[PersonLine], ...] = (
    Column("name", _("姓名"), lambda one: one.name, link=lambda one: reverse("directory:person", args=[one.pk]), head=True),
    Column("account", _("账号"), lambda one: one.state, mark=lambda one: one.mark),
    Column("unit", _("单位"), lambda one: _listed(one.units), choose=True),
    Column("post", _("岗位"), lambda one: _listed(one.posts)),
    Column("mail", _("邮箱"), lambda one: one.mail),
    Column("phone", _("电话"), lambda one: one.phone, whole=True),
)  # fmt: skip
POSTS: tuple[Column[PostLine], ...] = (
    Column("title", _("岗位"), lambda one: one.title, head=True),
    Column("unit", _("单位"), lambda one: one.unit, choose=True),
    Column(
        "holder", _("在任"), lambda one: _listed(one.holders),
        link=lambda one: reverse("directory:person", args=[one.holder]) if one.holder else "",
    ),
    Column("role", _("角色"), lambda one: _listed(one.roles), choose=True),
)  # fmt: skip


def people_lines(people: Iterable[Person], on: date) -> list[PersonLine]:
    """With the posts that each holds on the day."""
    held: dict[int, list[Post]] = defaultdict(list)
    for one in Appointment.objects.on(on).select_related("post__unit").order_by("id"):
        held[one.person_id].append(one.post)
    return [
        PersonLine(
            pk=one.pk, name=one.name, account=one.user.get_username() if one.user else "",
            is_active=bool(one.user and one.user.is_active), mail=one.mail, phone=one.phone,
            units=tuple(dict.fromkeys(_named(post.unit) for post in held[one.pk])),
            posts=tuple(_named(post) for post in held[one.pk]),
        )
        for one in people
    ]  # fmt: skip


def post_lines(posts: Iterable[Post], on: date) -> list[PostLine]:
    """With who holds them on the day, and the roles they carry."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    for one in Appointment.objects.on(on).select_related("person").order_by("id"):
        held[one.post_id].append(one)
    granted: dict[int | None, list[str]] = defaultdict(list)
    for grant in RoleGrant.objects.filter(post__isnull=False, withdrawn_at__isnull=True).order_by("id"):
        granted[grant.post_id].append(said(roles()[grant.role].title))
    return [
        PostLine(
            title=_named(post), unit=_named(post.unit), holders=tuple(_holder(one) for one in held[post.pk]),
            roles=tuple(granted[post.pk]), holder=held[post.pk][0].person_id if len(held[post.pk]) == 1 else None,
        )
        for post in posts
    ]  # fmt: skip


def _holder(one: Appointment) -> str:
    return gettext("%(name)s（代理）") % {"name": one.person.name} if one.is_substitute else one.person.name


def _named(one: Post | Unit) -> str:
    english = (get_language() or "zh").startswith("en")
    chinese, translated = (one.title, one.title_en) if isinstance(one, Post) else (one.name, one.name_en)
    return translated if english and translated else chinese


def _listed(texts: Iterable[str]) -> str:
    return gettext("、").join(texts)
