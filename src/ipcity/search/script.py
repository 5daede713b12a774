"""Traditional → simplified characters, é → e, one by one, so that a part of a text folds to the part of the folded text.

Words are not translated (軟體 stays 软体): what is found stays what was written, in another script.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc

_ACCENTED = ((0xC0, 0x250), (0x370, 0x400), (0x1E00, 0x2000))  # Latin and Greek
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))


def simplified(text: str) -> str:
    """機器人 → 机器人, plátano → platano. A text without such characters is returned as it is."""
    return text if text.isascii() else text.translate(script_table())


@cache
def script_table() -> dict[int, str]:
    """One call of opencc for all characters; a line break keeps it from reading words into neighbours."""
    chars = [chr(code) for low, high in _BLOCKS for code in range(low, high)]
    turned = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    pairs = zip(chars, turned, strict=True)
    accents = {
        code: unicodedata.normalize("NFD", chr(code))[0]
        for low, high in _ACCENTED
        for code in range(low, high)
    }
    plain = {code: base for code, base in accents.items() if base != chr(code)}
    return plain | {ord(char): other for char, other in pairs if other != char and len(other) == 1}
