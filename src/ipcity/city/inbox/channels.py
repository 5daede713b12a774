"""Ways out of the house. Mail goes by Django's own means; for SMS and 政务微信 each city has another gateway, so a
channel is a small contract, and the one shipped here lays each message as a file into a folder for a gateway to take.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol

from django.contrib.auth.models import User
from django.core.mail import EmailMessage

from ipcity.base.files import write_whole
from ipcity.base.settings import settings
from ipcity.city.directory.links import absolute
from ipcity.city.directory.models import Person
from ipcity.city.inbox.choices import Way


@dataclass(frozen=True, kw_only=True)
class Message:
    """`key` is the same when a message is sent a second time, so that a gateway can drop the double."""

    key: str
    to: str
    text: str
    address: str


class CannotSend(Exception):
    """`why` is a word without personal data; `hopeless`: trying again would not help."""

    def __init__(self, why: str, *, hopeless: bool = False) -> None:
        super().__init__(why)
        self.why, self.hopeless = why, hopeless


class Channel(Protocol):
    def reach(self, user: User) -> str:
        """Where the person is reached by this way; empty when not at all."""

    def send(self, message: Message) -> None:
        """Hand over, or raise CannotSend. May be called twice for one message."""


class Mail:
    def reach(self, user: User) -> str:
        person = Person.objects.filter(user=user).first()
        return str(user.email or (person.mail if person else ""))

    def send(self, message: Message) -> None:
        if "@" not in parseaddr(message.to)[1]:
            raise CannotSend("no-address", hopeless=True)
        headers = {"X-Ipcity-Key": message.key}
        subject = re.sub(r"\s+", " ", message.text)[:120]
        EmailMessage(
            subject, f"{message.text}\n\n{absolute(message.address)}\n", to=[message.to], headers=headers
        ).send()


class FileDrop:
    """One JSON file a message in `IPCITY_HOME/outbox/<way>/`, written whole; a gateway takes and removes them."""

    def __init__(self, way: str) -> None:
        self.way = way

    def reach(self, user: User) -> str:
        person = Person.objects.filter(user=user).first()
        return str(person.phone) if person else ""

    def send(self, message: Message) -> None:
        plain = {
            "key": message.key,
            "way": self.way,
            "to": message.to,
            "text": message.text,
            "address": absolute(message.address),
        }
        write_whole(self._folder() / f"{message.key}.json", json.dumps(plain, ensure_ascii=False).encode())

    def _folder(self) -> Path:
        return settings().home_dir / "outbox" / self.way


_channels: dict[str, Callable[[], Channel]] = {
    Way.MAIL: Mail,
    Way.SMS: lambda: FileDrop(Way.SMS.value),
    Way.WECOM: lambda: FileDrop(Way.WECOM.value),
}


def channel(way: str) -> Channel:
    return _channels[way]()


def use(way: str, make: Callable[[], Channel]) -> None:
    """A city's own gateway in place of the one shipped."""
    _channels[way] = make


def key_of(delivery_id: int) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"ipcity-delivery-{delivery_id}").hex
