"""Roles given to a post or a person, and roles lent from one person to another.

The three administrators are apart by the table itself: their roles go to persons, never to posts, and a person holds
at most one of the three that is not withdrawn.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ipcity.city.directory.models.person import Person, Post
from ipcity.city.directory.models.valid import Valid, ValidRows, in_order

ADMINISTRATORS = ("system-admin", "security-admin", "audit-admin")


class RoleGrant(Valid):
    """`withdrawn_at` ends it at once; the days say for how long it was meant."""

    role = models.SlugField(max_length=40)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ValidRows.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            in_order("directory_grant_days"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(post__isnull=True), name="directory_grant_to_one"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=ADMINISTRATORS) | Q(person__isnull=False),
                name="directory_administrator_is_a_person",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(role__in=ADMINISTRATORS, withdrawn_at__isnull=True),
                name="directory_administrators_apart",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} → {self.person or self.post}"


class Delegation(Valid):
    """A person lends some roles to another between two days; either of them may end it."""

    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="given")
    taker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taken")
    roles = models.JSONField(default=list)
    reason = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ValidRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            in_order("directory_delegation_days"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="directory_delegation_to_another"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False, valid_to__isnull=False),
                name="directory_delegation_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"
