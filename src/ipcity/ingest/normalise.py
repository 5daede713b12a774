"""One nested row → the view of a record that this row alone gives, or the reason why it gives none.

Reasons are for clerks: which field, what stands there, what is wrong with it, what to do.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from ipcity.base.days import last_day, parse_day
from ipcity.base.errors import BadInput
from ipcity.base.text import is_cjk
from ipcity.ingest.parties import parties_of
from ipcity.ingest.passport import Passport
from ipcity.law import ApplicationNumber, Stage, Unreadable, is_damaged, read_application_number, stage_of
from ipcity.records import (
    Citation,
    ClassMark,
    Document,
    Event,
    Number,
    Record,
    Standing,
    first_view,
    with_check_digit,
)

_Part = TypeVar("_Part")
_GARBLED = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd]")  # control and private characters stand in no title
_FEW_DIGITS = 5
_NAMES = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}


class Unfit(Exception):
    """This row goes to the quarantine, with its reason."""


def normalise(values: dict[str, Any], passport: Passport) -> Record:
    """Raises Unfit with a sentence for a clerk."""
    _refuse_garbled(values)
    filed = _day(values.get("filed", ""), "申请日")
    documents, stages = _documents(values.get("publications", []))
    number, extra = _application(values.get("application_number", ""), alone=not documents)
    right_type = _right_type(stages, number, values.get("right_type"))
    if not any(str(text).strip() for text in values.get("title", {}).values()):
        raise Unfit("名称为空。请按公报补上名称后重新装载。")
    dates = _dates(filed, documents)
    record = Record(
        record_id="",
        kind=passport.kind,
        right_type=right_type,
        office=values.get("office", passport.office),
        realm=passport.realm,
        title={lang: text.strip() for lang, text in values["title"].items() if text.strip()},
        abstract={lang: text.strip() for lang, text in values.get("abstract", {}).items() if text.strip()},
        numbers=_numbers(number, documents),
        parties=parties_of(values.get("parties", []), granted="granted" in dates),
        classes=_listed(values.get("classes", []), ClassMark, "分类"),
        dates=dates,
        documents=documents,
        events=_listed(values.get("events", []), Event, "法律事件"),
        citations=_listed(values.get("citations", []), Citation, "引证"),
        extra=extra,
    )
    spoken_on = max((document.on for document in documents), default=filed or "")
    return first_view(record, Standing(passport.name, passport.rank, spoken_on or "-"))


def _refuse_garbled(values: dict[str, Any]) -> None:
    """Text read in a wrong encoding, and columns that changed places, are seen here; loading them would spoil records."""
    names = [party.get("name", "") for party in values.get("parties", []) if isinstance(party, dict)]
    for text in (*map(str, values.get("title", {}).values()), *names):
        if _GARBLED.search(text):
            raise Unfit(f"“{text[:30]}”是乱码，文件可能用错了编码。请重新取得或另存为 UTF-8 后装载。")
    for name in names:
        if is_damaged(name) or (sum(map(str.isdigit, name)) >= _FEW_DIGITS and not any(map(is_cjk, name))):
            raise Unfit(f"当事人一栏写着“{name}”，像是号码，各列可能错位。请核对表头与各列后重新装载。")


def _day(text: str, what: str) -> str | None:
    if not text.strip():
        return None
    try:
        day = parse_day(text)
    except BadInput as wrong:
        raise Unfit(f"{what}{wrong.message}") from None
    if day is None:
        raise Unfit(f"{what}“{text}”读不懂。请写成 2019-07-12 的样子。")
    return day


def _documents(publications: list[dict[str, str]]) -> tuple[list[Document], list[Stage]]:
    documents, stages = [], []
    for one in publications:
        written, day = one.get("number", "").strip(), _day(one.get("on", ""), "公开（公告）日")
        if not written:
            continue
        if day is None:
            raise Unfit(f"文献 {written} 没有公开（公告）日，无法判断它是公布还是授权。请补上日期。")
        stage = stage_of(written, last_day(day))
        if stage is None:
            raise Unfit(f"文献号“{written}”与日期 {day} 对不上：该时期没有这种号码。请核对号码和日期。")
        documents.append(Document(number=stage.number, kind_code=stage.kind_code, on=day, stage=stage.stage))
        stages.append(stage)
    return documents, stages


def _application(text: str, *, alone: bool) -> tuple[ApplicationNumber | None, dict[str, str]]:
    """A number that cannot be read is unknown, never a wrong number; what stood there is kept as a note."""
    if not text.strip():
        answer: ApplicationNumber | Unreadable | None = None
    else:
        answer = read_application_number(text)
    if isinstance(answer, ApplicationNumber):
        return answer, {}
    if alone:
        raise Unfit(_no_number(answer))
    if answer and sum(map(str.isdigit, answer.text)) < _FEW_DIGITS:
        raise Unfit(f"申请号一栏写着“{answer.text}”，不是号码，各列可能错位。请核对表头与各列后重新装载。")
    return None, ({f"application_number_{answer.why}": answer.text} if answer else {})


def _no_number(answer: Unreadable | None) -> str:
    if answer is None:
        return "既没有申请号，也没有公开号，无法认定是哪一件。请至少补上一个号码。"
    reasons = {
        "damaged": f"申请号“{answer.text}”已被表格软件改写，末位丢失，无法还原。请按文本格式重新导出。",
        "wrong-check": f"申请号“{answer.text}”的校验位不对（按前面各位应为 {answer.expected}）。请核对号码。",
    }
    return reasons.get(answer.why, f"“{answer.text}”不是任何时期的申请号写法。请核对号码。")


def _right_type(stages: list[Stage], number: ApplicationNumber | None, stated: str | None) -> str:
    said = {stage.right_type for stage in stages} | ({number.right_type} if number else set())
    said |= {stated} if stated else set()
    if len(said) > 1:
        kinds = "、".join(sorted(_NAMES.get(one, one) for one in said))
        raise Unfit(f"号码互相矛盾：申请号、公开号和种类分别指向{kinds}。请核对哪一个有误。")
    if not said:
        raise Unfit("看不出是发明、实用新型还是外观设计。请补上申请号或公开号。")
    return said.pop()


def _dates(filed: str | None, documents: list[Document]) -> dict[str, str]:
    dates = {"filed": filed} if filed else {}
    for document in sorted(documents, key=lambda one: one.on):
        if document.stage in ("published", "granted"):
            dates.setdefault(document.stage, document.on)
    first = min((document.on for document in documents), default=None)
    if filed and first and filed > first:
        raise Unfit(f"申请日 {filed} 晚于公开（公告）日 {first}。请核对两个日期。")
    return dates


def _numbers(number: ApplicationNumber | None, documents: list[Document]) -> list[Number]:
    numbers = [Number(type="publication", value=document.number) for document in documents]
    if number:
        numbers.insert(
            0, Number(type="application", value=with_check_digit(number.value), checked=number.checked)
        )
    return numbers


def _listed(values: list[dict[str, Any]], struct: type[_Part], what: str) -> list[_Part]:
    try:
        return msgspec.convert(values, list[struct])  # type: ignore[valid-type]
    except msgspec.ValidationError as wrong:
        raise Unfit(f"{what}的写法不合格式：{wrong}") from None
