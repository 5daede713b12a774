"""The data table: what an address asks for is done to all rows, and said in the address of every link."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from django.http import QueryDict
from python_calamine import CalamineWorkbook

from ipcity.base.errors import BadInput
from ipcity.city.tables.columns import Column, state_of
from ipcity.city.tables.sheet import taken_away
from ipcity.city.tables.table import Table, selected, table


@dataclass(frozen=True)
class Row:
    name: str
    count: int | None
    kind: str


ROWS = [Row(f"单位{n:03}", None if n == 7 else (n * 37) % 101, "甲" if n % 3 else "乙") for n in range(120)]
COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "名称", lambda one: one.name, head=True),
    Column("count", "件数", lambda one: str(one.count or ""), sort=lambda one: one.count, figure=True),
    Column("kind", "种类", lambda one: one.kind, choose=True),
    Column("hidden", "备注", lambda one: "=1+1", shown=False),
)


def shown(query: str) -> Table:
    return table("rows", ROWS, COLUMNS, state_of(QueryDict(query), COLUMNS), path="/x/")


def test_sorting_is_done_on_the_whole_result() -> None:
    biggest = max(row.count for row in ROWS if row.count is not None)
    assert shown("sort=-count").rows[0][1].text == str(biggest)
    assert [row[0].text for row in shown("sort=-count&page=3").rows][-1] == "单位007"  # absent comes last
    assert [row[0].text for row in shown("sort=count&page=3").rows][-1] == "单位007"


def test_filters_narrow_all_rows_and_count_before_themselves() -> None:
    found = shown("is.kind=乙")
    assert found.found == 40 and found.total == 120
    assert dict(found.choices[0].options) == {"甲": 80, "乙": 40}
    assert shown("find=单位01").found == 10
    assert dict(shown("find=单位01").choices[0].options) == {"甲": 7, "乙": 3}


def test_the_address_is_the_state() -> None:
    one = shown("sort=-count&is.kind=甲&find=单位&cols=kind&dense=1&rows=20&page=2")
    assert one.pages is not None
    for address in (one.pages.following, one.heads[0].address, one.dense, one.csv):
        again = state_of(QueryDict(address.split("?")[1].split("#")[0]), COLUMNS)
        assert again.find == "单位" and again.chosen == (("kind", "甲"),) and again.size == 20
    assert [head.name for head in one.heads] == ["name", "kind"]
    assert (one.first, len(one.rows)) == (20, 20)


@pytest.mark.parametrize(
    "query",
    [
        "sort=x",
        "sort=-",
        "page=-3",
        "page=九",
        "page=4",
        "rows=7",
        "cols=x",
        "cols=kind&cols=x",
        "is.x=1",
        "is.count=5",
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(query: str) -> None:
    with pytest.raises(BadInput) as refused:
        shown(query)
    assert refused.value.path == query.split("&")[0].split("=")[0]


def test_what_is_empty_or_of_another_asks_for_nothing() -> None:
    assert shown("sort=&page=&rows=&cols=&find=&is.kind=&utm_source=mail").found == 120


def test_exports_hold_every_row_asked_for_and_no_formula() -> None:
    given = QueryDict("is.kind=乙&sort=-count&format=xlsx")
    answer = taken_away(given, "x", ROWS, COLUMNS, ["口径", "v1", "全部"])
    assert answer is not None
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()  # type: ignore[attr-defined]
    wanted = selected(ROWS, COLUMNS, state_of(given, COLUMNS))
    assert [line[0] for line in sheet[1:]] == [row.name for row in wanted]
    assert sheet[1][1] == wanted[0].count and sheet[1][3:] == ["=1+1", "口径", "v1", "全部"]
    plain = taken_away(QueryDict("format=csv"), "x", ROWS, COLUMNS, ["", "", ""])
    assert plain is not None and "'=1+1" in b"".join(plain).decode()  # type: ignore[arg-type]
    assert taken_away(QueryDict(""), "x", ROWS, COLUMNS, []) is None
    with pytest.raises(BadInput, match="csv、xlsx"):
        taken_away(QueryDict("format=pdf"), "x", ROWS, COLUMNS, [])
