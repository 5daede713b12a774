"""Saved searches, collections with their entries, and shares of either. Records are named by their id alone."""

from __future__ import annotations

import secrets
from typing import ClassVar

import msgspec
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ipcity.city.directory.models import Unit
from ipcity.search import Filters

PERSON = settings.AUTH_USER_MODEL


def new_key() -> str:
    """192 bits of chance: nobody guesses it."""
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """`seen_version`: the data version up to which its owner knows the results; `checked_version`: up to which the
    watch has looked. `feed_key` is empty while there is no feed."""

    owner = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    query = models.TextField(blank=True)
    filters = models.JSONField(default=dict)
    sort = models.CharField(max_length=20, default="relevance")
    address = models.TextField()  # of the search page: /search?…
    watched = models.BooleanField(default=False)
    seen_version = models.PositiveIntegerField(default=0)
    checked_version = models.PositiveIntegerField(default=0)
    news = models.PositiveIntegerField(default=0)  # since `seen_version`, at the last look
    feed_key = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="collections_one_search_name"),
            models.UniqueConstraint(
                fields=["feed_key"], condition=~Q(feed_key=""), name="collections_one_feed_key"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def choices(self) -> Filters:
        return msgspec.convert(self.filters, Filters)


class Collection(models.Model):
    owner = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    about = models.TextField(blank=True, max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-changed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="collections_one_collection_name")
        ]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """A record in a collection, in the order of `position`."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="entries")
    record_id = models.CharField(max_length=200)
    note = models.TextField(blank=True, max_length=2000)
    position = models.PositiveIntegerField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "record_id"], name="collections_one_entry_once")
        ]

    def __str__(self) -> str:
        return self.record_id


class Share(models.Model):
    """Of one collection or one saved search, with one person, one unit, or whoever holds the link."""

    collection = models.ForeignKey(Collection, null=True, on_delete=models.CASCADE, related_name="shares")
    search = models.ForeignKey(SavedSearch, null=True, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    link_key = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(collection__isnull=True) ^ Q(search__isnull=True), name="collections_share_of_one"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True, link_key="")
                | Q(person__isnull=True, unit__isnull=False, link_key="")
                | (Q(person__isnull=True, unit__isnull=True) & ~Q(link_key="")),
                name="collections_share_with_one",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["link_key"], name="collections_share_link")]

    def __str__(self) -> str:
        return f"share {self.pk}"
