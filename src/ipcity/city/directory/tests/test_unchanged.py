"""Kept answers, against the database as it is: after a change of one's own, of others, and of one that is taken back."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from ipcity.base.once import asked_once
from ipcity.city.directory.unchanged import unchanged

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page() -> Callable[[], tuple[int, int]]:
    """What a page says of how many users there are, and how often that was counted so far."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return User.objects.count()

    def read() -> tuple[int, int]:
        with asked_once():
            return unchanged("how many users", count), counted

    return read


def add(name: str) -> None:
    User.objects.create(username=name)


def test_pages_count_once_while_nothing_changes(page) -> None:
    assert [page(), page(), page()] == [(0, 1)] * 3


def test_a_change_of_ones_own_is_seen(page) -> None:
    page()
    add("one")
    assert page() == (1, 2)
    User.objects.update(first_name="other")  # no matter what changes
    assert page() == (1, 3)


def test_a_change_of_another_is_seen(page) -> None:
    def other() -> None:
        add("one")
        connection.close()

    page()
    thread = Thread(target=other)
    thread.start()
    thread.join()
    assert page() == (1, 2)


def test_what_is_taken_back_was_never_kept(page) -> None:
    page()
    with pytest.raises(RuntimeError), transaction.atomic():
        add("one")
        assert page()[0] == 1
        raise RuntimeError
    assert page()[0] == 0


def test_a_new_connection_is_asked_anew(page) -> None:
    page()
    connection.close()
    assert page()[0] == 0
    add("one")
    connection.close()
    assert page()[0] == 1


def test_beyond_a_page_nothing_is_kept() -> None:
    assert unchanged("how many users", User.objects.count) == 0
    add("one")
    assert unchanged("how many users", User.objects.count) == 1
