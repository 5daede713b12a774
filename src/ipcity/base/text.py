"""Folding of text for comparison: width, case and space. Nothing here changes what is stored."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Full width → half width, upper → lower case, any run of white space → one blank."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().lower()


def is_cjk(char: str) -> bool:
    return (
        "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003134f"
    )
