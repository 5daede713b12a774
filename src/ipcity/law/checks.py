"""The arithmetic of check characters, by name. Weights and alphabets are those of the standards named in the book."""

from __future__ import annotations

from collections.abc import Callable

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: I, O, S, V, Z are never used
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997


def uscc(body: str) -> str:
    """The 18th character of a credit code from its first 17."""
    total = sum(_USCC.index(char) * weight for char, weight in zip(body, _USCC_WEIGHTS, strict=True))
    return _USCC[(31 - total) % 31]


def organisation_code(body: str) -> str:
    """The ninth character of an organisation code from its first eight: letters count from A = 10."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


CHECKS: dict[str, Callable[[str], str]] = {"uscc": uscc, "organisation_code": organisation_code}
