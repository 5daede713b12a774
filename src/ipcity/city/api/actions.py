"""Acts on tokens: make one, take it back, know one by its text."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ipcity.base.errors import BadInput, NotFound
from ipcity.city.api.models import Scope, Token
from ipcity.city.trail.actions import record

MARK = "ipc_"  # every token begins so, and a leaked one is found by it
MOST = 20  # live tokens of one person
DAYS = (30, 90, 365)
SEEN_EVERY = timedelta(minutes=1)  # `last_used_at` is not written at every request


@transaction.atomic
def make_token(*, owner: User, name: str, scopes: Sequence[str], days: int) -> tuple[Token, str]:
    """The token and its text, which nobody can ask for again."""
    chosen = [scope for scope in Scope.values if scope in scopes]
    if not name.strip() or len(name.strip()) > 80:
        raise BadInput("请给令牌起一个名称，说明用在哪里，最多 80 个字。", path="name")
    if not chosen or set(scopes) - set(chosen):
        raise BadInput("请至少选一项用途。", path="scopes")
    if days not in DAYS:
        raise BadInput("请选有效期：30 天、90 天或 365 天。", path="days")
    if Token.objects.live().filter(owner=owner).count() >= MOST:
        raise BadInput(f"每人最多 {MOST} 个有效的令牌。请先撤销不用的。", path="name")
    text = MARK + secrets.token_urlsafe(32)
    made = Token.objects.create(
        owner=owner, name=name.strip(), begins=text[:10], digest=_digest(text), scopes=chosen,
        expires_at=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    record("api.token-made", subject=f"token:{made.pk}", actor=f"user:{owner.pk}", details={"scopes": chosen})
    return made, text


@transaction.atomic
def revoke_token(*, owner: User, pk: int) -> Token:
    """From the next request on. Another's token is not there."""
    found = Token.objects.filter(owner=owner, pk=pk).first()
    if found is None:
        raise NotFound("没有这个令牌。请刷新页面看现有的令牌。", path=f"token:{pk}")
    if Token.objects.filter(pk=pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("api.token-revoked", subject=f"token:{pk}", actor=f"user:{owner.pk}")
    found.refresh_from_db()
    return found


def known_token(text: str) -> Token | None:
    """The live token of this text, with its owner; the moment of use is kept to the minute."""
    found = Token.objects.live().select_related("owner").filter(digest=_digest(text)).first()
    now = timezone.now()
    if found and (found.last_used_at is None or now - found.last_used_at > SEEN_EVERY):
        Token.objects.filter(pk=found.pk).update(last_used_at=now)
    return found


def _digest(text: str) -> str:
    """A token holds 256 bits of chance: a plain hash cannot be guessed backwards."""
    return hashlib.sha256(text.encode()).hexdigest()
