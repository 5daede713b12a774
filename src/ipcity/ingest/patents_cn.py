"""Chinese patents: application numbers proved by their check digit, documents judged by letter and day together."""

from __future__ import annotations

import re
from typing import Any

from ipcity.base.days import last_day
from ipcity.ingest.marks import Marks, stage_dates
from ipcity.ingest.other_rights import dates_of
from ipcity.ingest.unfit import FEW_DIGITS, Unfit, day
from ipcity.law import ApplicationNumber, Stage, Unreadable, read_application_number, stage_of
from ipcity.law.documents import undated
from ipcity.records import Document, Number, kind_of, with_check_digit

_NAMES = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}
# The digit that tells the type: the first of a document number, the third in the years 1985 to 1988 (CN85100001).
_TYPES = {"1": "invention", "2": "utility_model", "3": "design"}


def marks_cn(values: dict[str, Any], *, fragment: bool) -> Marks:
    """Raises Unfit. A fragment (a citation pair, a list of numbers) may name a document without its day."""
    filed = day(values.get("filed", ""), "申请日")
    documents, stages, bare = _documents(values.get("publications", []), fragment)
    number, extra = _application(values.get("application_number", ""), alone=not documents and not bare)
    dates = dates_of(values, kind_of("patent")) | stage_dates(filed, documents)
    return Marks(
        right_type=_right_type(stages, number, values.get("right_type"), bare),
        numbers=_numbers(number, documents, bare),
        documents=documents,
        dates=dates,
        extra=extra,
    )


def _documents(
    publications: list[dict[str, str]], fragment: bool
) -> tuple[list[Document], list[Stage], list[str]]:
    """Documents with their stages, and the numbers that stand without a day."""
    documents, stages, bare = [], [], []
    for one in publications:
        written, on = one.get("number", "").strip(), day(one.get("on", ""), "公开（公告）日")
        if not written:
            continue
        if on is None:
            bare.append(_bare(written, fragment))
            continue
        stage = stage_of(written, last_day(on))
        if stage is None:
            raise Unfit(f"文献号“{written}”与日期 {on} 对不上：该时期没有这种号码。请核对号码和日期。")
        documents.append(Document(number=stage.number, kind_code=stage.kind_code, on=on, stage=stage.stage))
        stages.append(stage)
    return documents, stages, bare


def _bare(written: str, fragment: bool) -> str:
    if not fragment:
        raise Unfit(f"文献 {written} 没有公开（公告）日，无法判断它是公布还是授权。请补上日期。")
    number = undated(written)
    if number is None:
        raise Unfit(f"“{written}”不是中国专利文献号的写法。请核对号码。")
    return number


def _application(text: str, *, alone: bool) -> tuple[ApplicationNumber | None, dict[str, str]]:
    """A number that cannot be read is unknown, never a wrong number; what stood there is kept as a note."""
    answer: ApplicationNumber | Unreadable | None = read_application_number(text) if text.strip() else None
    if isinstance(answer, ApplicationNumber):
        return answer, {}
    if alone:
        raise Unfit(_no_number(answer))
    if answer and sum(map(str.isdigit, answer.text)) < FEW_DIGITS:
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


def _right_type(
    stages: list[Stage], number: ApplicationNumber | None, stated: str | None, bare: list[str]
) -> str:
    said = {stage.right_type for stage in stages} | ({number.right_type} if number else set())
    said |= {stated} if stated else set()
    said |= {kind for one in bare if (kind := _type_of_undated(one))}
    if len(said) > 1:
        kinds = "、".join(sorted(_NAMES.get(one, one) for one in said))
        raise Unfit(f"号码互相矛盾：申请号、公开号和种类分别指向{kinds}。请核对哪一个有误。")
    if not said:
        raise Unfit("看不出是发明、实用新型还是外观设计。请补上申请号或公开号。")
    return said.pop()


def _type_of_undated(number: str) -> str | None:
    digits = re.match(r"CN(\d+)", number)
    return _TYPES.get(digits[1][2 if len(digits[1]) == 8 else 0]) if digits else None


def _numbers(number: ApplicationNumber | None, documents: list[Document], bare: list[str]) -> list[Number]:
    numbers = [Number(type="publication", value=document.number) for document in documents]
    numbers += [Number(type="publication", value=one) for one in bare]
    if number:
        numbers.insert(
            0, Number(type="application", value=with_check_digit(number.value), checked=number.checked)
        )
    return numbers
