"""Width, one character for one: patterns see half-width text, and every place stays the same."""

from __future__ import annotations

_PAIRS = {
    "（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "．": ".", "？": "?", "％": "%", "＋": "+", "／": "/",
    "－": "-", "—": "-", "–": "-", "―": "-", "─": "-", "［": "[", "］": "]", "﹝": "〔", "﹞": "〕",
    "\u3000": " ", "\xa0": " ", "\t": " ", "\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " ",
}  # fmt: skip
_TABLE = str.maketrans(_PAIRS | {chr(0xFF10 + digit): str(digit) for digit in range(10)})


def half_width(text: str) -> str:
    """As long as `text`, character by character."""
    return text.translate(_TABLE)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


def chinese_number(text: str) -> int:
    """三 → 3, 二十一 → 21, 二○○七 → 2007."""
    if not any(char in text for char in "十百"):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
