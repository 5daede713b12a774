"""Foreign patents: documents by office and number; what a kind code means there is a table, and unknown ones say nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.days import last_day
from ipcity.base.files import read_yaml
from ipcity.ingest.marks import Marks, stage_dates
from ipcity.ingest.other_rights import dates_of, set_state
from ipcity.ingest.unfit import Unfit, day
from ipcity.law import is_damaged
from ipcity.records import Document, Number, kind_of

_NUMBER = re.compile(
    r"(?P<office>[A-Z]{2})?[\s.-]*(?P<body>[A-Z]{0,2}[\d/.\s,-]*\d)[\s.-]*(?P<code>[A-Z]\d?)?"
)
_US_SHORT = re.compile(r"(20\d{2})(\d{6})")  # DOCDB drops the zero of US20120057518A1
Entry = dict[str, str]


def marks_abroad(values: dict[str, Any], office: str, *, fragment: bool) -> Marks:
    """Raises Unfit. `values` may state `kind_code` and `stage` of a publication where the number does not."""
    filed = day(values.get("filed", ""), "申请日")
    documents, numbers, said = [], [], set()
    for one in values.get("publications", []):
        number, code = _document_number(one, office)
        if not number:
            continue
        numbers.append(Number(type="publication", value=number))
        entry = (
            _meaning(office, code, last_day(on).isoformat())
            if (on := _on(one))
            else _meaning(office, code, "")
        )
        said |= {entry["right_type"]} if "right_type" in entry else set()
        if on:
            stage = one.get("stage") or entry.get("stage", "published")
            documents.append(Document(number=number, kind_code=code, on=on, stage=stage))
        elif not fragment and not filed:
            raise Unfit(f"文献 {number} 没有公布日，也没有申请日。请补上日期。")
    application = _application(values.get("application_number", ""), office)
    if application:
        numbers.insert(0, Number(type="application", value=application))
    if not numbers:
        raise Unfit("既没有申请号，也没有公开号，无法认定是哪一件。请至少补上一个号码。")
    right = values.get("right_type") or _best(said)
    dates = dates_of(values, kind_of("patent")) | stage_dates(filed, documents)
    marks = Marks(right, list(dict.fromkeys(numbers)), documents, dates)
    # The state is the office's own word; neither a grant nor an event is taken for one.
    set_state(marks, values.get("status") or {}, kind_of("patent"))
    return marks


def office_of(number: str) -> str | None:
    """`US8926509B2` → us; None where the number does not begin with an office."""
    found = re.match(r"\s*([A-Za-z]{2})\s*[A-Za-z]{0,2}\d", number)
    return found[1].lower() if found else None


def _on(publication: dict[str, str]) -> str | None:
    return day(publication.get("on", ""), "公布日")


def _document_number(publication: dict[str, str], office: str) -> tuple[str, str]:
    """The number as it is cited (US8926509B2) and its kind code."""
    written = publication.get("number", "").strip().upper()
    if not written:
        return "", ""
    found = _NUMBER.fullmatch(written)
    if is_damaged(written) or not found:
        raise Unfit(f"“{written}”不是专利文献号的写法，或已被表格软件改写。请按文本格式重新导出。")
    code = (publication.get("kind_code") or found["code"] or "").upper()
    body = re.sub(r"[^A-Z0-9]", "", found["body"])
    if office == "us" and (short := _US_SHORT.fullmatch(body)):
        body = f"{short[1]}0{short[2]}"
    return f"{office.upper()}{body}{code}", code


def _application(text: str, office: str) -> str | None:
    """Without the office's letters and without dress: `US 14/643,719` → 14643719."""
    if not text.strip():
        return None
    if is_damaged(text):
        return None
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    return plain.removeprefix(office.upper()) or None


def _meaning(office: str, code: str, on: str) -> Entry:
    """What the kind code says: the office's own table, else the common one; the first entry whose days fit."""
    book = _book()
    for table in (book["offices"].get(office, {}), book["common"]):
        for entry in table.get(code) or table.get(code[:1]) or []:
            if on <= entry.get("to", "9") and on >= entry.get("from", ""):
                return dict(entry)
    return {}


def _best(said: set[str]) -> str:
    return next((one for one in ("design", "plant", "utility_model") if one in said), "invention")


@cache
def _book() -> dict[str, Any]:
    book: dict[str, Any] = read_yaml(Path(__file__).with_name("kind_codes.yaml"))
    return book
