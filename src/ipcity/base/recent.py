"""Answers kept while they are asked for again; the least recent go when together they grow too big."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Generic, TypeVar

_Value = TypeVar("_Value")
_Key = TypeVar("_Key", bound=Hashable)


class Recent(Generic[_Value]):
    """`size` says what one answer counts of `most`. Safe for threads; two may work out one answer at the same time."""

    def __init__(self, most: int, size: Callable[[_Value], int] = lambda _: 1) -> None:
        self._most, self._size = most, size
        self._kept: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()
        self._sum = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        value = make()
        self._keep(key, value)
        return value

    def get_many(
        self, keys: Iterable[_Key], make: Callable[[list[_Key]], Iterable[_Value]]
    ) -> dict[_Key, _Value]:
        """Of each key; `make` works out all that are not kept at once, in their order."""
        found: dict[_Key, _Value] = {}
        new: dict[_Key, None] = {}
        with self._lock:
            for key in keys:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    found[key] = self._kept[key][0]
                else:
                    new[key] = None
        if new:
            for key, value in zip(new, make([*new]), strict=True):
                found[key] = value
                self._keep(key, value)
        return found

    def _keep(self, key: Hashable, value: _Value) -> None:
        with self._lock:
            self._sum -= self._kept.pop(key, (value, 0))[1]
            size = self._size(value)
            self._kept[key] = (value, size)
            self._sum += size
            while self._sum > self._most and self._kept:
                self._sum -= self._kept.popitem(last=False)[1][1]
