"""Symbols of classes: every writing brought to one normal form, and the levels above a symbol.

Normal forms: `B29C53/60`, main groups `B29C53/00`; Locarno `01-02`; Nice `09`; GB/T 4754 `C3511`; strategic
industries `2.5`; WIPO's fields `13`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from ipcity.base.files import read_yaml
from ipcity.base.text import fold

HERE = Path(__file__).parent
_PATENT = re.compile(
    r"(?P<sub>[A-HY]\d\d[A-Z])0*(?P<group>[1-9]\d{0,3})(?:/(?P<rest>\d{0,6}))?(?P<padded>\d{6})?"
)
_PADDED = re.compile(r"(?P<sub>[A-HY]\d\d[A-Z])(?P<group>\d{4})(?P<rest>\d{6})")
_TRAILER = re.compile(r"[(（\[].*$")  # (2006.01)I
_WORDS = re.compile(
    r"^(?:第|INT\.?CL\.?|IPC|CPC|LOC(?:\(\d+\))?(?:CL\.?)?|洛迦诺|尼斯|NICE|CLASS|CL\.?)+|(?:类|CLASS)$"
)
# Divisions of GB/T 4754-2017 by the first two digits: the last one of each section.
_LAST_OF_SECTION = {
    "A": 5, "B": 12, "C": 43, "D": 46, "E": 50, "F": 52, "G": 60, "H": 62, "I": 65, "J": 69, "K": 70, "L": 72,
    "M": 75, "N": 79, "O": 82, "P": 83, "Q": 85, "R": 90, "S": 96, "T": 97,
}  # fmt: skip


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`tables`: language → the installed table that holds titles in it."""

    name: dict[str, str]
    short: str
    form: str
    tables: dict[str, str]


@cache
def schemes() -> dict[str, Scheme]:
    return msgspec.convert(read_yaml(HERE / "schemes.yaml"), dict[str, Scheme])


def normal(scheme: str, text: str) -> str | None:
    """The normal form in a scheme; None for what is no symbol of it. Raises KeyError for an unknown scheme."""
    if _form(scheme).fullmatch(text) and not text.isdigit():
        return _OWN_FORM[scheme](text) if scheme in _OWN_FORM else text
    plain = re.sub(r"\s|\*", "", fold(text).upper())
    plain = _TRAILER.sub("", _WORDS.sub("", plain)) or plain
    symbol = _OWN_FORM[scheme](plain) if scheme in _OWN_FORM else plain
    return symbol if _form(scheme).fullmatch(symbol) else None


@cache
def _form(scheme: str) -> re.Pattern[str]:
    return re.compile(schemes()[scheme].form)


def _patent(plain: str) -> str:
    """`A01B0001020000` and `A01B 1/02` → A01B1/02; `A01B1` and `A01B1/` → A01B1/00."""
    if plain[-1:].isdigit() and "/" in plain and plain[4:5] != "0":
        return plain
    found = _PADDED.fullmatch(plain)
    rest = (found["rest"].rstrip("0") or "00").ljust(2, "0") if found else ""
    if not found:
        found = _PATENT.fullmatch(plain)
        rest = (found["rest"] or "00") if found else ""
    if not found:
        return plain
    return f"{found['sub']}{found['group'].lstrip('0')}/{rest.ljust(2, '0')}"


def _two_digits(plain: str) -> str:
    return "-".join(part.zfill(2) for part in plain.split("-"))


def _industry(plain: str) -> str:
    """`3511` → C3511: the section follows from the first two digits."""
    if not plain.isdigit() or not 2 <= len(plain) <= 4:
        return plain
    division = int(plain[:2])
    return next(
        (f"{letter}{plain}" for letter, last in _LAST_OF_SECTION.items() if 1 <= division <= last), plain
    )


def _plain_number(plain: str) -> str:
    return plain.lstrip("0")


_OWN_FORM: dict[str, Callable[[str], str]] = {
    "ipc": _patent, "cpc": _patent, "locarno": _two_digits, "nice": _two_digits, "gbt4754": _industry,
    "wipo35": _plain_number,
}  # fmt: skip


def levels(scheme: str, symbol: str) -> list[str]:
    """From the highest to the symbol itself: B, B29, B29C, B29C53/00, B29C53/60; 01, 01-02; C, C35, C351, C3511."""
    if scheme in ("ipc", "cpc"):
        steps = [
            symbol[:1],
            symbol[:3],
            symbol[:4],
            f"{symbol.split('/')[0]}/00" if len(symbol) > 4 else symbol,
            symbol,
        ]
    elif scheme == "gbt4754":
        steps = [symbol[:end] for end in (1, 3, 4, 5)]
    else:
        parts = re.split(r"([-.])", symbol)
        steps = ["".join(parts[:end]) for end in range(1, len(parts) + 1, 2)]
    return list(dict.fromkeys(steps))
