"""Items for persons and units, notices once a day, deliveries with their pauses."""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from ipcity.base.errors import BadInput
from ipcity.base.settings import settings
from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import current
from ipcity.city.inbox import actions, channels, kinds, queries, sending
from ipcity.city.inbox.models import Delivery, Item, Notice

pytestmark = pytest.mark.django_db
REPLY = kinds.Kind("reply", {"zh": "答复", "en": "Reply"})
TITLE = {"zh": "答复第 3 号督办", "en": "Answer dispatch 3"}
TODAY = date(2026, 3, 10)


@pytest.fixture
def cast():
    """Two officers and an analyst of one office, an officer of another, a firm."""
    load_units()
    return {
        "officer": enlist("officer", "officer", unit="cnipa_city", title="科长"),
        "colleague": enlist("colleague", "officer", unit="cnipa_city", title="副科长"),
        "analyst": enlist("analyst", "analyst", unit="cnipa_city", title="分析员"),
        "other": enlist("other", "officer", unit="finance"),
        "firm": enlist("firm", "firm"),
    }


def unit(code="cnipa_city"):
    return Unit.objects.get(code=code)


def put(**options):
    return actions.put(REPLY, **{"subject": "dispatch:3", "title": TITLE, "address": "/plan/", **options})


def waiting(user, **asked):
    return [item.subject for item in queries.items(user, queries.Asked(**asked), TODAY)]


def test_an_item_of_a_unit_waits_for_all_who_act_for_it_and_for_nobody_else(cast):
    put(unit=unit())
    found = {name: waiting(user) for name, user in cast.items()}
    assert found == {
        "officer": ["dispatch:3"],
        "colleague": ["dispatch:3"],
        "analyst": ["dispatch:3"],
        "other": [],
        "firm": [],
    }


def test_a_role_narrows_it(cast):
    put(unit=unit(), role="analyst")
    assert [name for name, user in cast.items() if waiting(user)] == ["analyst"]
    assert list(Notice.objects.values_list("person__username", flat=True)) == ["analyst"]


def test_put_again_is_the_same_item_with_the_new_day(cast):
    first = put(person=cast["officer"], due_on=TODAY)
    again = put(person=cast["officer"], due_on=TODAY + timedelta(days=3))
    assert first.pk == again.pk and Item.objects.get().due_on == TODAY + timedelta(days=3)


def test_settled_once_for_everybody_and_never_twice(cast):
    put(unit=unit())
    put(person=cast["other"])
    assert actions.settle(REPLY, subject="dispatch:3", by=cast["officer"]) == 2
    assert actions.settle(REPLY, subject="dispatch:3", by=cast["other"]) == 0
    assert waiting(cast["colleague"]) == [] and waiting(cast["colleague"], state="done") == ["dispatch:3"]
    assert {item.done_by.username for item in Item.objects.all()} == {"officer"}
    assert put(unit=unit()).state == "open", "the same thing may come again"


def test_filters_by_kind_due_unit_and_words(cast):
    me = cast["officer"]
    for number, due in enumerate(
        [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=7), TODAY + timedelta(days=8), None]
    ):
        put(subject=f"d:{number}", due_on=due, **({"person": me} if number < 3 else {"unit": unit()}))
    assert waiting(me) == ["d:0", "d:1", "d:2", "d:3", "d:4"], "the nearest day first, no day last"
    assert {due: waiting(me, due=due) for due in queries.DUE} == {
        "overdue": ["d:0"],
        "soon": ["d:1", "d:2"],
        "later": ["d:3"],
        "none": ["d:4"],
    }
    assert queries.due_counts(me, TODAY) == {"overdue": 1, "soon": 2, "later": 1, "none": 1}
    assert waiting(me, unit="me") == ["d:0", "d:1", "d:2"] and waiting(
        me, unit=current(unit(), TODAY).code
    ) == ["d:3", "d:4"]
    assert waiting(me, unit="finance") == [] and waiting(me, kind="other") == []
    assert len(waiting(me, text="督办 ANSWER")) == 5 and waiting(me, text="督办 质押") == []
    assert queries.kind_counts(me, TODAY) == [("reply", {"zh": "答复", "en": "Reply"}, 5)]


def test_the_same_news_is_told_once_a_day(cast):
    me = cast["officer"]
    assert actions.tell(me, REPLY, subject="d:1", title=TITLE) is not None
    assert actions.tell(me, REPLY, subject="d:1", title=TITLE) is None
    assert actions.tell(me, REPLY, subject="d:2", title=TITLE) is not None
    Notice.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert actions.tell(me, REPLY, subject="d:1", title=TITLE) is not None


def test_reading_is_ones_own(cast):
    for name in ("officer", "other"):
        actions.tell(cast[name], REPLY, subject="d:1", title=TITLE)
    theirs = Notice.objects.get(person=cast["other"])
    assert actions.read(cast["officer"], [theirs.pk]) == 0 and queries.unread_count(cast["other"]) == 1
    assert actions.read(cast["officer"]) == 1 and queries.unread_count(cast["officer"]) == 0


def test_muted_kinds_tell_nothing_and_still_wait(cast, monkeypatch):
    monkeypatch.setattr(kinds, "_known", {"reply": REPLY})
    actions.choose(cast["officer"], ways=["mail", "sms"], muted=["reply"])
    put(person=cast["officer"])
    assert not Notice.objects.exists() and waiting(cast["officer"]) == ["dispatch:3"]
    with pytest.raises(BadInput, match="pigeon"):
        actions.choose(cast["officer"], ways=["pigeon"], muted=[])


@pytest.mark.parametrize(
    "address", ["https://example.cn/", "//example.cn", "/\\example.cn", "javascript:alert(1)", "plan/"]
)
def test_addresses_lead_nowhere_else(cast, address):
    with pytest.raises(ValueError):
        put(person=cast["officer"], address=address)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def told(person, *ways):
    actions.choose(person, ways=ways, muted=[])
    return actions.tell(person, REPLY, subject="d:1", title=TITLE, address="/plan/")


def test_by_mail_and_by_a_file_for_each_other_way(cast, home):
    me = cast["officer"]
    me.email = "officer@example.cn"
    me.save()
    me.person.phone = "0631-0000000"
    me.person.save()
    told(me, "mail", "sms", "wecom")
    assert sending.send_due() == 3 and sending.send_due() == 0
    (message,) = mail.outbox
    assert (
        message.to == ["officer@example.cn"] and message.subject == TITLE["zh"] and "/plan/" in message.body
    )
    for way in ("sms", "wecom"):
        (file,) = (home / "outbox" / way).iterdir()
        plain = json.loads(file.read_bytes())
        assert (plain["to"], plain["text"], plain["way"]) == ("0631-0000000", TITLE["zh"], way)


def test_without_a_number_it_is_given_up_at_once_and_says_so(cast, home):
    told(cast["officer"], "sms")
    assert sending.send_due() == 0
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error, delivery.attempts) == ("given-up", "no-address", 1)


class Broken:
    def reach(self, user):
        return "13800000000"

    def send(self, message):
        raise ConnectionError(f"gateway refused {message.to}")


def test_longer_pauses_then_given_up_and_no_number_in_logs_or_rows(cast, home, monkeypatch, caplog):
    monkeypatch.setattr(channels, "_channels", dict(channels._channels))
    channels.use("sms", Broken)
    told(cast["officer"], "sms")
    pauses = []
    with caplog.at_level(logging.DEBUG):
        for _ in range(sending.MOST_ATTEMPTS):
            before = timezone.now()
            sending.send_due()
            delivery = Delivery.objects.get()
            pauses.append(round((delivery.due_at - before).total_seconds() / 60))
            assert sending.send_due() == 0, "not before its time"
            Delivery.objects.update(due_at=timezone.now())
    assert pauses[:5] == [1, 4, 16, 64, 256] and delivery.state == "given-up"
    assert "13800000000" not in caplog.text and delivery.error == "ConnectionError"
    actions.send_again(delivery)
    channels.use("sms", lambda: channels.FileDrop("sms"))
    cast["officer"].person.phone = "1"
    cast["officer"].person.save()
    assert sending.send_due() == 1


def test_a_sender_that_died_is_followed_by_the_next_with_the_same_key(cast, home):
    me = cast["officer"]
    me.person.phone = "1"
    me.person.save()
    told(me, "sms")
    one = Delivery.objects.get()
    Delivery.objects.filter(pk=one.pk).update(attempts=1, due_at=timezone.now() + sending.LEASE)
    assert sending.send_due() == 0, "it may still be at work"
    Delivery.objects.update(due_at=timezone.now())
    assert sending.send_due() == 1
    (file,) = (home / "outbox" / "sms").iterdir()
    assert file.stem == channels.key_of(one.pk)
