"""The lists of people and posts: who holds what on a day, and whom a row leads to."""

from __future__ import annotations

from datetime import date

import pytest

from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.lists import PEOPLE, people_lines, post_lines
from ipcity.city.directory.models import Appointment, Person, Post

pytestmark = pytest.mark.django_db


def test_a_person_stands_with_unit_post_and_account() -> None:
    load_units()
    user = enlist("officer-l", "officer", unit="sti", name="丛晓波", title="经办")
    line = next(one for one in people_lines(Person.objects.all(), date(2030, 1, 1)) if one.name == "丛晓波")
    assert (line.units, line.posts, line.state, line.mark) == (("市科技局",), ("经办",), "officer-l", "ok")
    user.is_active = False
    user.save()
    closed = next(one for one in people_lines(Person.objects.all(), date(2030, 1, 1)) if one.pk == line.pk)
    assert (closed.state, closed.mark) == ("officer-l（已停用）", "off")
    assert PEOPLE[0].link is not None and str(line.pk) in PEOPLE[0].link(line)


def test_a_post_leads_to_its_holder_only_where_there_is_one() -> None:
    load_units()
    enlist("officer-l", "officer", unit="sti", name="丛晓波", title="经办")
    post = Post.objects.get(title="经办")
    held = Appointment.objects.get(post=post)
    line = post_lines([post], date(2030, 1, 1))[0]
    assert (line.holders, line.roles, line.holder) == (("丛晓波",), ("经办人",), held.person_id)
    held.delete()
    empty = post_lines([post], date(2030, 1, 1))[0]
    assert (empty.holders, empty.holder) == ((), None)
