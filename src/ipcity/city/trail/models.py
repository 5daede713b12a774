"""Entries are written once. The model refuses a change, and so does the database itself (migration 0002)."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from ipcity.base.errors import IpcityError

MAIN, SECURITY = "main", "security"
HASH = 64  # hexadecimal digits of SHA-256


class OnlyGrows(IpcityError):
    """Someone tried to change or delete an entry."""

    code = "only-grows"
    status = 409

    def __init__(self) -> None:
        super().__init__("审计记录只增不改，也不能删除。需要更正时请另记一条，写明更正了哪一条。")


class Entries(models.QuerySet["Entry"]):
    def update(self, **values: Any) -> NoReturn:
        raise OnlyGrows

    def delete(self) -> NoReturn:
        raise OnlyGrows

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise OnlyGrows


class Chain(models.Model):
    """One row a chain. Whoever writes an entry holds it, so that two writers never take the same number."""

    name = models.SlugField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One act. `post` and `unit` say in which capacity the actor acted; both may be empty."""

    chain = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80, db_index=True)
    post = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    act = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=160, db_index=True)
    details = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=HASH)
    hash = models.CharField(max_length=HASH)

    objects = Entries.as_manager()

    class Meta:
        ordering: ClassVar = ["chain", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "seq"], name="trail_one_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}#{self.seq} {self.act} {self.subject}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise OnlyGrows
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise OnlyGrows
