"""One record a file. Its holders of today stand beside those of the day of filing; its claims are XML inside a text."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from ipcity.sources.json_records import JsonSource

_CLAIM = re.compile(r"<Claim\b[^>]*>(.*?)</Claim>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_EFFECTIVE = re.compile(r"(?:登记生效日|生效日|专利权终止日期|终止日期)[:：]\s*(\d{4}\.?\d{2}\.?\d{2})")


class Cnipr(JsonSource):
    def finished(self, values: dict[str, Any], element: Element, path: Path) -> dict[str, Any]:
        claims = (_TAG.sub("", one) for one in _CLAIM.findall(element.findtext("claimsPath", "")))
        values["claims"] = [unescape(re.sub(r"\s+", " ", one)).strip() for one in claims]
        for event in values["events"]:
            found = _EFFECTIVE.search(event["text"])
            event["effective"] = re.sub(r"\.?(\d{2})\.?(\d{2})$", r"-\1-\2", found[1]) if found else None
        return values


SOURCE = Cnipr(__file__)
