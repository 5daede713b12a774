"""People, posts, and who holds them. The system administrator keeps them; roles come by proposals alone."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ipcity.city.directory.actions.trace import trace
from ipcity.city.directory.models import Appointment, Person, Post, Unit
from ipcity.city.directory.refusals import NotYours, Refused, demand

MANAGE = "people.manage"


@transaction.atomic
def add_person(*, name: str, by: Person, mail: str = "", phone: str = "") -> Person:
    demand(by, MANAGE)
    if not name.strip():
        raise Refused("请写姓名。", field="name")
    person = Person.objects.create(name=name.strip(), mail=mail.strip(), phone=phone.strip())
    trace("person.added", person.key, by)
    return person


@transaction.atomic
def add_post(*, unit: Unit, title: str, by: Person, title_en: str = "", since: date | None = None) -> Post:
    demand(by, MANAGE)
    title = title.strip()
    if not title:
        raise Refused("请写岗位名称。", field="title")
    if Post.objects.filter(unit=unit, title=title).exists():
        raise Refused(f"{unit.name}已有岗位“{title}”。请直接任命，或换一个名称。", field="title")
    post = Post.objects.create(unit=unit, title=title, title_en=title_en.strip(), valid_from=since)
    trace("post.added", f"post:{post.pk}", by, unit=f"unit:{unit.code}")
    return post


@transaction.atomic
def appoint(
    *,
    person: Person,
    post: Post,
    by: Person,
    since: date | None = None,
    until: date | None = None,
    is_substitute: bool = False,
) -> Appointment:
    """Puts a person into a post; a substitute (代理) stands in with the post's roles and needs a last day."""
    demand(by, MANAGE)
    if since and until and until < since:
        raise Refused("止日早于起日。请核对两个日期。", field="until")
    if is_substitute and until is None:
        raise Refused("代理要写止日，到期自动结束；需要时再续。", field="until")
    same = Appointment.objects.filter(person=person, post=post)
    if any(_overlap(one, since, until) for one in same):
        raise Refused(
            f"{person.name}在这段时间已任“{post.title}”。请先结束原来的，或改日期。", field="person"
        )
    made = Appointment.objects.create(
        person=person, post=post, valid_from=since, valid_to=until, is_substitute=is_substitute
    )
    trace("appointment.made", f"appointment:{made.pk}", by, person=person.key, post=f"post:{post.pk}",
          substitute=is_substitute)  # fmt: skip
    return made


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: Person, on: date) -> Appointment:
    """`on` is the last day in the post."""
    demand(by, MANAGE)
    if appointment.valid_from and on < appointment.valid_from:
        raise Refused("最后一天早于起日。请核对日期。", field="on")
    changed = Appointment.objects.filter(pk=appointment.pk, valid_to=appointment.valid_to).update(valid_to=on)
    if changed != 1:
        raise NotYours
    appointment.refresh_from_db()
    trace("appointment.ended", f"appointment:{appointment.pk}", by, on=on.isoformat())
    return appointment


def _overlap(one: Appointment, since: date | None, until: date | None) -> bool:
    starts_after = one.valid_to is not None and since is not None and since > one.valid_to
    ends_before = one.valid_from is not None and until is not None and until < one.valid_from
    return not (starts_after or ends_before)
