"""Opening a collection or a saved search to others, and taking that back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ipcity.base.errors import BadInput, NotFound
from ipcity.city.collections.models import Collection, SavedSearch, Share, new_key
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries.units import current
from ipcity.city.inbox.actions import tell
from ipcity.city.inbox.kinds import kind
from ipcity.city.trail.actions import record

SHARED = kind("shared", zh="收到分享", en="Shared with me")
Thing = Collection | SavedSearch


@transaction.atomic
def share(thing: Thing, *, by: User, username: str = "", unit: str = "", link: bool = False) -> Share:
    """With one of the three. A person is told; sharing twice with the same one is one share."""
    target: dict[str, Thing] = {"collection": thing} if isinstance(thing, Collection) else {"search": thing}
    if link:
        made = Share.objects.create(**target, link_key=new_key())
    elif unit:
        found_unit = Unit.objects.filter(code=unit).first()
        if found_unit is None:
            raise BadInput(f"没有代码为“{unit}”的单位。请从列表中选。", path="unit")
        made = _once(target, unit=current(found_unit, timezone.localdate()))
    else:
        person = User.objects.filter(username=username.strip(), is_active=True).first()
        if person is None or person == by:
            raise BadInput("没有这个账号，或是您自己。请写对方的登录名。", path="username")
        made = _once(target, person=person)
        title = {"zh": f"与您分享了“{thing.name}”", "en": f"“{thing.name}” was shared with you"}
        tell(person, SHARED, subject=f"share:{made.pk}", title=title, address=reverse("collections:home"))
    record("collections.shared", subject=f"share:{made.pk}", actor=f"user:{by.pk}")
    return made


@transaction.atomic
def revoke(pk: int, *, by: User) -> None:
    """From the next look on. Only the owner's own shares are there."""
    found = Share.objects.filter(pk=pk).select_related("collection", "search").first()
    thing = (found.collection or found.search) if found else None
    if found is None or thing is None or thing.owner_id != by.pk:
        raise NotFound("没有这项分享。", path=f"share:{pk}")
    if Share.objects.filter(pk=pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("collections.share-revoked", subject=f"share:{pk}", actor=f"user:{by.pk}")


def _once(target: dict[str, Thing], **with_whom: User | Unit) -> Share:
    found = Share.objects.filter(**target, **with_whom, revoked_at=None).first()
    return found or Share.objects.create(**target, **with_whom)
