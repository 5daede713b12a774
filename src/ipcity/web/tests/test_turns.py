"""Pages are put together one after the other; what may be slow from outside holds nobody up."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event, Thread
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from ipcity.web import turns
from ipcity.web.turns import Turns


def _start(*_: Any) -> Any:
    return None


class Slow:
    """Pages that end when told to; remembers how many were under way together."""

    def __init__(self) -> None:
        self.go_on, self.inside, self.most, self.begun = Event(), 0, 0, Event()

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.begun.set()
        self.go_on.wait(20)
        self.inside -= 1
        return HttpResponse("page")


def _ask(pages: Turns, method: str, times: int) -> list[Thread]:
    people = [Thread(target=pages, args=({"REQUEST_METHOD": method}, _start)) for _ in range(times)]
    for person in people:
        person.start()
    return people


def _end(people: list[Thread]) -> None:
    for person in people:
        person.join(20)
        assert not person.is_alive()


def test_pages_are_put_together_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 20)
    slow = Slow()
    people = _ask(Turns(slow), "GET", 5)
    assert slow.begun.wait(20)
    slow.go_on.set()
    _end(people)
    assert slow.most == 1


def test_a_page_that_takes_long_is_overtaken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.01)
    slow = Slow()
    people = _ask(Turns(slow), "GET", 2)
    for _ in range(2_000):
        if slow.inside == 2:
            break
        Event().wait(0.01)
    assert slow.inside == 2
    slow.go_on.set()
    _end(people)


def test_bodies_sent_to_us_take_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 20)
    slow = Slow()
    pages = Turns(slow)
    people = _ask(pages, "POST", 1)
    assert slow.begun.wait(20)
    slow.begun.clear()
    people += _ask(pages, "GET", 1)
    assert slow.begun.wait(20)
    slow.go_on.set()
    _end(people)


def test_a_turn_is_given_back_when_a_page_fails() -> None:
    def broken(environ: Any, start: Any) -> Iterable[bytes]:
        raise RuntimeError("broken")

    pages = Turns(broken)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            pages({"REQUEST_METHOD": "GET"}, _start)
    assert pages._turns.acquire(blocking=False)


@pytest.mark.django_db
def test_a_page_is_handed_over_whole_and_a_stream_piece_by_piece() -> None:
    page, stream = HttpResponse(["a", "b"]), StreamingHttpResponse(iter([b"a", b"b"]))
    assert Turns(lambda *_: page)({"REQUEST_METHOD": "GET"}, _start) == [b"ab"]
    assert page.closed
    answer = Turns(lambda *_: stream)({"REQUEST_METHOD": "GET"}, _start)
    assert answer is stream
    assert list(answer) == [b"a", b"b"]
