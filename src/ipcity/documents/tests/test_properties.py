"""What holds for every text: places point at what was taken, the body is whole, and nothing crashes."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as some

from ipcity.base.errors import BadInput
from ipcity.documents import PlanDocument, as_dict, in_order, read_plan
from ipcity.documents.parts import Part

PIECES = [
    "一、总体要求\n", "（一）目标。", "(二)", "1.", "2．做事。", "（1）", "——更好。", "--", "附件\n", "附件：名单\n",
    "达到10家以上", "年均增长 7.5％", "“5+10+10”", "5家甲、10家乙和10家丙", "突破２万件", "累计", "力争", "，", "。", "\n", "\r\n",
    "（责任单位：市甲局、乙局等）", "(牵头单位:市甲局;配合单位:丙局)", "（甲局负责）", "(市甲局牵头,乙局按职责分工负责)", "（", "）",
    "到2020年", "2019年2月30日", "二○○七年六月三十日", "某政发〔2018〕23号", "某字〔201434号", "4?26", "组 长：张 三 市长\n",
    "成 员：", "李四兼任办公室主任，市甲局副局长王五任办公室副主任。", "关于印发某方案的通知\n", "各部门：\n", "扫描二维码", "某市办公室\n2018年4月12日\n",
    "　", "�", "三、保障措施\n",
]  # fmt: skip
made = some.lists(some.sampled_from(PIECES) | some.text(max_size=6), max_size=40).map("".join)


def read(text: str) -> PlanDocument | None:
    try:
        return read_plan(text)
    except BadInput:
        return None


def parts(plan: PlanDocument) -> Iterator[Part]:
    yield from [*plan.tasks, *plan.guarantees, *plan.targets, *plan.dates, *plan.references, *plan.unread]
    yield from [*plan.suggestions, *plan.addressees]
    yield from [one for one in (plan.number, plan.period) if one]
    yield from [unit for one in [*plan.tasks, *plan.guarantees] for unit in one.units]
    if plan.leading_group:
        office = plan.leading_group.office
        yield from [*plan.leading_group.members, *office.deputies]
        yield from [one for one in (office.head,) if one]


@given(made)
@settings(max_examples=400, deadline=None)
def test_every_place_points_at_what_was_taken(text: str) -> None:
    if plan := read(text):
        for part in parts(plan):
            assert text[part.start : part.end] == part.text
        for number in plan.targets:
            assert text[number.phrase_start : number.phrase_end] == number.phrase
            assert number.text in number.phrase


@given(made)
@settings(max_examples=400, deadline=None)
def test_the_clauses_lose_no_character_of_the_body(text: str) -> None:
    if plan := read(text):
        start, end = plan.body
        clauses = list(in_order(plan.clauses))
        assert "".join(text[one.start : one.end] for one in clauses) == text[start:end]
        for one in clauses:
            assert one.text in text[one.start : one.end] and one.title in text[one.start : one.end]


@given(some.text())
@settings(max_examples=300, deadline=None)
def test_no_text_crashes(text: str) -> None:
    if plan := read(text):
        as_dict(plan)
