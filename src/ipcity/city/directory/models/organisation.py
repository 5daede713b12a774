"""Organisations outside the administration: firms, universities, agencies. Known by their unified credit code."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ipcity.city.directory.models.person import Person
from ipcity.city.directory.models.valid import Valid, ValidRows, in_order


class Organisation(models.Model):
    """`verified_at` is empty until an officer has looked at its papers."""

    credit_code = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="verified"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(verified_by__isnull=False),
                name="directory_verified_by_someone",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationName(Valid):
    """A name with its days; 曾用名 stay."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120, db_index=True)

    objects = ValidRows.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="directory_one_organisation_name_once"
            ),
            in_order("directory_organisation_name_days"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationMember(Valid):
    """A person who acts for an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="organisations")

    objects = ValidRows.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "person"], name="directory_one_member_once"),
            in_order("directory_organisation_member_days"),
        ]

    def __str__(self) -> str:
        return f"{self.person} / {self.organisation}"


class Invitation(models.Model):
    """A one-time link. Only the hash of its token is kept; `person` is who accepted, or who was invited as staff."""

    digest = models.CharField(max_length=64, unique=True)
    mail = models.EmailField(blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    credit_code = models.CharField(max_length=18, blank=True)
    organisation_name = models.CharField(max_length=120, blank=True)
    invited_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="invited"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=Q(used_at__isnull=True, cancelled_at__isnull=True) & ~Q(credit_code=""),
                name="directory_one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and self.cancelled_at is None and at < self.expires_at
