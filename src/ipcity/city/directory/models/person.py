"""People, posts, and who holds which post when. A person may have no account; a post may stand empty."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import User
from django.db import models

from ipcity.city.directory.models.unit import Unit
from ipcity.city.directory.models.valid import Valid, ValidRows, in_order


class Person(models.Model):
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="person")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    mail = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How the trail names this person: by the account, where there is one, since it is the account that acts."""
        return f"user:{self.user_id}" if self.user_id else f"person:{self.pk}"


class Post(Valid):
    """A post of a unit: 知识产权科科长. It keeps its roles when people come and go."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)

    objects = ValidRows.as_manager()

    class Meta:
        ordering: ClassVar = ["unit", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "title"], name="directory_one_post_once"),
            in_order("directory_post_days"),
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(Valid):
    """A person in a post between two days. `is_substitute`: stands in for whoever holds it, with the post's roles."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    is_substitute = models.BooleanField(default=False)

    objects = ValidRows.as_manager()

    class Meta:
        ordering: ClassVar = ["post", "is_substitute", "id"]
        constraints: ClassVar = [in_order("directory_appointment_days")]

    def __str__(self) -> str:
        return f"{self.person} / {self.post}"
