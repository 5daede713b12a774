"""Inviting people: a firm by its credit code, a colleague by the system administrator. Links work once and expire.

The link's token is told to the invited alone; what is stored is its hash. A database that is stolen opens nothing.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from ipcity.city.directory.actions.grants import grant
from ipcity.city.directory.actions.trace import trace
from ipcity.city.directory.credit import read_credit_code
from ipcity.city.directory.models import (
    Invitation,
    Organisation,
    OrganisationMember,
    OrganisationName,
    Person,
)
from ipcity.city.directory.refusals import NotYours, Refused, demand

DAYS = 7
INVITE, VERIFY, MANAGE = "firm.invite", "firm.verify", "people.manage"


@transaction.atomic
def invite_firm(*, mail: str, credit_code: str, name: str, by: Person) -> tuple[Invitation, str]:
    """Returns the invitation and its token, which is nowhere else and cannot be had again."""
    demand(by, INVITE)
    code = read_credit_code(credit_code)
    name = "".join(name.split())
    if len(name) < 4:
        raise Refused("请写营业执照上的企业全称。", field="name")
    known = Organisation.objects.filter(credit_code=code).first()
    if known is not None and known.verified_at:
        raise Refused(
            f"代码 {code} 的企业已经核验，名称为“{known.name}”。请由该企业的管理人员添加成员。",
            field="credit_code",
        )
    _withdraw_expired(code)
    try:
        with transaction.atomic():
            made, token = _invitation(
                mail=_mail(mail), credit_code=code, organisation_name=name, invited_by=by
            )
    except IntegrityError:
        raise Refused(
            f"代码 {code} 已有一份邀请在等对方接受。请先取消它，再重新邀请。", field="credit_code"
        ) from None
    trace("firm.invited", f"invitation:{made.pk}", by, code=code)
    return made, token


@transaction.atomic
def invite_staff(*, person: Person, by: Person | None) -> tuple[Invitation, str]:
    """A link by which a person of the administration makes their account; `by` is None at the founding alone."""
    if by is not None:
        demand(by, MANAGE)
    if person.user_id:
        raise Refused(f"{person.name}已有账号。忘记口令请用登录页的“忘记口令”。", field="person")
    Invitation.objects.filter(person=person, used_at__isnull=True).update(cancelled_at=timezone.now())
    made, token = _invitation(mail=person.mail, person=person, invited_by=by)
    trace("staff.invited", f"invitation:{made.pk}", by, person=person.key)
    return made, token


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: Person) -> None:
    demand(by, INVITE)
    mine = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, cancelled_at__isnull=True)
    if mine.update(cancelled_at=timezone.now()) != 1:
        raise Refused("这份邀请已被接受、取消或过期。")
    trace("invitation.cancelled", f"invitation:{invitation.pk}", by)


def open_invitation(token: str) -> Invitation:
    """The invitation of a token; wrong, used, cancelled and expired ones are one and the same answer."""
    found = Invitation.objects.filter(digest=_digest(token)).select_related("person").first()
    if found is None or not found.is_open(timezone.now()):
        raise NotYours
    return found


@transaction.atomic
def accept(*, token: str, name: str, username: str, password: str) -> User:
    """Makes the account, and for a firm the organisation, which waits for an officer to verify it."""
    invitation = open_invitation(token)
    used = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, cancelled_at__isnull=True)
    if used.update(used_at=timezone.now()) != 1:
        raise NotYours
    user = _account(username=username, password=password, mail=invitation.mail)
    person = invitation.person or Person.objects.create(name=_person_name(name), mail=invitation.mail)
    person.user = user
    person.save(update_fields=["user"])
    Invitation.objects.filter(pk=invitation.pk).update(person=person)
    if invitation.credit_code:
        _join(invitation, person)
    trace("invitation.accepted", f"invitation:{invitation.pk}", person)
    return user


@transaction.atomic
def verify_organisation(*, organisation: Organisation, by: Person) -> Organisation:
    """An officer has looked at the papers: from now on its people act as a firm."""
    demand(by, VERIFY)
    now = timezone.now()
    waiting = Organisation.objects.filter(pk=organisation.pk, verified_at__isnull=True)
    if waiting.update(verified_at=now, verified_by=by) != 1:
        raise Refused("这家企业已经核验。")
    organisation.refresh_from_db()
    for member in OrganisationMember.objects.filter(organisation=organisation).select_related("person"):
        grant(code="firm", person=member.person, by=by)
    trace("firm.verified", f"organisation:{organisation.credit_code}", by)
    return organisation


def _invitation(**fields: object) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=DAYS)
    return Invitation.objects.create(digest=_digest(token), expires_at=expires, **fields), token


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _withdraw_expired(code: str) -> None:
    over = Invitation.objects.filter(credit_code=code, used_at__isnull=True, expires_at__lte=timezone.now())
    over.update(cancelled_at=timezone.now())


def _mail(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError:
        raise Refused("邮箱写法不对。请写成 name@example.com 的样子。", field="mail") from None
    return text.strip()


def _person_name(text: str) -> str:
    if len("".join(text.split())) < 2:
        raise Refused("请写您的姓名。", field="name")
    return " ".join(text.split())


def _account(*, username: str, password: str, mail: str) -> User:
    username = username.strip()
    if (
        not (3 <= len(username) <= 60)
        or not username.replace("-", "").replace("_", "").replace(".", "").isalnum()
    ):
        raise Refused("用户名用三个以上的字母、数字、点、短横或下划线。", field="username")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused("这个用户名已有人用。请换一个。", field="username")
    user = User(username=username, email=mail)
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages), field="password") from None
    user.set_password(password)
    user.save()
    if mail:
        EmailAddress.objects.create(user=user, email=mail, verified=True, primary=True)
    return user


def _join(invitation: Invitation, person: Person) -> None:
    organisation, is_new = Organisation.objects.get_or_create(
        credit_code=invitation.credit_code, defaults={"name": invitation.organisation_name}
    )
    if is_new:
        OrganisationName.objects.create(
            organisation=organisation, name=invitation.organisation_name, valid_from=timezone.localdate()
        )
    OrganisationMember.objects.get_or_create(
        organisation=organisation, person=person, defaults={"valid_from": timezone.localdate()}
    )
