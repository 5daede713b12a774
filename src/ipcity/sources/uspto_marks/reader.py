"""Case files. Statements whose code begins with GS are the goods and services; the first owner named is the latest."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from ipcity.sources.layouts import MappedSource
from ipcity.sources.mapping import text_of

_GOODS, _DISCLAIMER, _TRANSLATION = "GS", "D0", "TR"


class Marks(MappedSource):
    def finished(self, values: dict[str, Any], element: Element, path: Path) -> dict[str, Any]:
        values["abstract"] = {"en": _statements(element, _GOODS)}
        values["extra"] |= {
            "disclaimer": _statements(element, _DISCLAIMER),
            "translation": _statements(element, _TRANSLATION),
        }
        return values


def _statements(case: Element, beginning: str) -> str:
    statements = case.iterfind("case-file-statements/case-file-statement")
    found = [one.find("text") for one in statements if one.findtext("type-code", "").startswith(beginning)]
    return "; ".join(text_of(one) for one in found if one is not None)


SOURCE = Marks(__file__)
