"""Demo accounts: they exist only with the sample city, and open only for someone at this very machine.

Their password is printed at start, so the door itself must keep strangers out: sign-in is refused, with the
sentence of a wrong password, unless the request comes from loopback, for a loopback name, through no proxy.
The group `demo` marks the account; roles and units are those of the directory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, Group, User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ipcity.base.files import read_yaml
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Appointment, Person
from ipcity.city.directory.queries.people import roles_of

MARK = "demo"
_FILE = Path(__file__).parent / "data" / "demo_accounts.yaml"
_PROXY_TRACES = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_FORWARDED",
    "HTTP_X_REAL_IP",
    "HTTP_VIA",
)


@dataclass(frozen=True)
class DemoAccount:
    """What the sign-in page and the terminal show of one account."""

    username: str
    password: str
    title: dict[str, str]
    role: str
    unit: str  # code in the directory; empty: belongs to no unit


@cache
def planned_accounts() -> tuple[DemoAccount, ...]:
    """The accounts of the data file, installed or not."""
    plain = read_yaml(_FILE)
    return tuple(DemoAccount(password=plain["password"], **account) for account in plain["accounts"])


def demo_accounts() -> list[DemoAccount]:
    """The accounts that can sign in here now; empty without the sample city."""
    there = set(User.objects.filter(groups__name=MARK, is_active=True).values_list("username", flat=True))
    return [account for account in planned_accounts() if account.username in there]


def are_installed() -> bool:
    """True also when they are closed: the sample city is here."""
    return User.objects.filter(groups__name=MARK).exists()


def are_open() -> bool:
    """Every planned name is taken (by us, or by a person who was first), and none of ours is closed."""
    names = [account.username for account in planned_accounts()]
    closed = User.objects.filter(groups__name=MARK, is_active=False).exists()
    return not closed and User.objects.filter(username__in=names).count() == len(names)


@transaction.atomic
def open_demo_accounts() -> list[DemoAccount]:
    """Makes those that are missing and opens those that were closed. Never touches an account of the same name
    that a person made: it has not the mark, and is left out."""
    mark, _ = Group.objects.get_or_create(name=MARK)
    hashed = make_password(planned_accounts()[0].password)  # slow by design, and the same public word for all
    for account in planned_accounts():
        if _is_missing(account):
            title, title_en = account.title["zh"], account.title["en"]
            user = enlist(
                account.username, account.role, unit=account.unit, name=title, title=title, name_en=title_en
            )
            user.groups.add(mark)
            User.objects.filter(pk=user.pk).update(password=hashed)
    User.objects.filter(groups=mark, is_active=False).update(is_active=True)
    return demo_accounts()


def _is_missing(account: DemoAccount) -> bool:
    """Not there, or of a time before there were people in the directory."""
    user = User.objects.filter(username=account.username).first()
    return user is None or (is_demo(user) and not Person.objects.filter(user=user).exists())


def is_demo(user: AbstractBaseUser) -> bool:
    return Group.objects.filter(user=user.pk, name=MARK).exists()


def close_demo_accounts() -> int:
    """For real use: they stay as rows and open for nobody, sessions already begun included."""
    ids = User.objects.filter(groups__name=MARK, is_active=True).values_list("pk", flat=True)
    return User.objects.filter(pk__in=list(ids)).update(is_active=False)


def unit_code_of(user: AbstractBaseUser) -> str | None:
    """The directory code of the first unit in which a signed-in person holds a post today."""
    today = timezone.localdate()
    first = Appointment.objects.on(today).filter(person__user=user.pk).select_related("post__unit").first()
    return first.post.unit.code if first else None


def role_of(user: AbstractBaseUser) -> str | None:
    """The first role of a person today; who must know them all asks `queries.roles_of`."""
    return next(iter(sorted(roles_of(user))), None)


def comes_from_this_machine(request: HttpRequest) -> bool:
    """Loopback sender, loopback name, no trace of a proxy. A proxy that hides itself cannot be seen from here,
    which is why `ipcity serve`, the command for real use, closes the accounts."""
    if any(trace in request.META for trace in _PROXY_TRACES):
        return False
    name = (
        request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    )
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and (
        name == "localhost" or _is_loopback(name.strip("[]"))
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
