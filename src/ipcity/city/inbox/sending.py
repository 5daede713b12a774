"""Taking notices out of the house: each in its own turn, again with longer pauses, given up with a word why.

Two processes may send at once: a delivery is claimed by moving its own hour ahead, and whoever moves it sends it.
A process that dies in between leaves it to the next after that hour.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from ipcity.city.inbox.channels import CannotSend, Message, channel, key_of
from ipcity.city.inbox.choices import Sent
from ipcity.city.inbox.models import Delivery

log = logging.getLogger("ipcity.inbox")

AT_ONCE = 100
MOST_ATTEMPTS = 6
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)  # then 4, 16, 64 minutes and 4 hours


def send_due() -> int:
    """How many left the house."""
    due = Delivery.objects.filter(state=Sent.WAITING, due_at__lte=timezone.now())
    return sum(_send(one) for one in due.select_related("notice__person")[:AT_ONCE])


def _send(one: Delivery) -> bool:
    claimed = Delivery.objects.filter(pk=one.pk, state=Sent.WAITING, due_at=one.due_at, attempts=one.attempts)
    if claimed.update(attempts=F("attempts") + 1, due_at=timezone.now() + LEASE) != 1:
        return False
    one.attempts += 1
    try:
        way = channel(one.way)
        way.send(_message(one, way.reach(one.notice.person)))
    except CannotSend as failed:
        _again_or_give_up(one, failed.why, failed.hopeless)
        return False
    except (
        Exception
    ) as broken:  # a gateway may break in any way; its words may hold the address, so they are not kept
        _again_or_give_up(one, type(broken).__name__, hopeless=False)
        return False
    Delivery.objects.filter(pk=one.pk).update(state=Sent.SENT, sent_at=timezone.now(), error="")
    return True


def _message(one: Delivery, to: str) -> Message:
    if not to:
        raise CannotSend("no-address", hopeless=True)
    return Message(key=key_of(one.pk), to=to, text=str(one.notice.title["zh"]), address=one.notice.address)


def _again_or_give_up(one: Delivery, why: str, hopeless: bool) -> None:
    log.warning("delivery %s by %s: %s (attempt %s)", one.pk, one.way, why, one.attempts)
    over = hopeless or one.attempts >= MOST_ATTEMPTS
    pause = FIRST_PAUSE * 4 ** (one.attempts - 1)
    Delivery.objects.filter(pk=one.pk).update(
        state=Sent.GIVEN_UP if over else Sent.WAITING, due_at=timezone.now() + pause, error=why[:200]
    )
