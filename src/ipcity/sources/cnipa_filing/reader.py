"""Claims, abstract and title of a filed application. Whose they are, the folder says: 2018103922220/100001-/DA….xml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from ipcity.base.errors import BadInput
from ipcity.law import ApplicationNumber, read_application_number
from ipcity.sources.layouts import MappedSource

_NUMBER = re.compile(r"\d{12}[\dXx]|\d{8}[\dXx]")
_UNNUMBERED = "申请文件里没有申请号。请连同以申请号命名的文件夹一起装载（如 2018103922220/100001-/…）。"


class Filing(MappedSource):
    def finished(self, values: dict[str, Any], element: Element, path: Path) -> dict[str, Any]:
        number = _number_of(path)
        if number is None:
            raise BadInput(_UNNUMBERED, path=str(path))
        return values | {"application_number": number}


def _number_of(path: Path) -> str | None:
    """The nearest folder, or the file itself, that bears an application number with its check digit."""
    for part in reversed(path.parts):
        if _NUMBER.fullmatch(part) and isinstance(read_application_number(part), ApplicationNumber):
            return part
    return None


SOURCE = Filing(__file__)
