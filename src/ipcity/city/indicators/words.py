"""Sentences of readings, in both languages, kept in `data/words.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.city.indicators.reading import Text

DATA = Path(__file__).with_name("data")
LANGUAGES = ("zh", "en")
_JOINT = {"zh": "、", "en": "; "}


@cache
def _book() -> dict[str, Any]:
    book: dict[str, Any] = read_yaml(DATA / "words.yaml")
    return book


def say(path: str, **values: object) -> Text:
    """`say("quality.some", list=…)`: the sentence at that path, filled in. A value that is a text speaks each language."""
    entry: Any = _book()
    for name in path.split("."):
        entry = entry[name]
    return {
        lang: entry[lang].format(**{name: _in(lang, value) for name, value in values.items()})
        for lang in LANGUAGES
    }


def _in(lang: str, value: object) -> object:
    return value.get(lang, value.get("zh", "")) if isinstance(value, dict) else value


def joined(texts: Sequence[Text], joint: Text = _JOINT) -> Text:
    """Several texts as one, each once."""
    once = list({text["zh"]: text for text in texts}.values())
    return {lang: joint[lang].join(str(_in(lang, text)) for text in once) for lang in LANGUAGES}


def run_on(*texts: Text) -> Text:
    """Whole sentences one after the other."""
    return joined(texts, {"zh": "", "en": " "})
