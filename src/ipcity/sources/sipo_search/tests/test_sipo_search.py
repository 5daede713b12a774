"""Search results of the office: a header before every row, colons inside of titles."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path

HEADER = (
    "IPC分类号:公开（公告）号:文献唯一标识:发明名称:文献状态:公开（公告）日:申请人/专利权人所在国代码:文献标识:发明人:代理机构:地址:"
    "代理人:appSnHidden:国家:nrdAnHidden:申请（专利权）人:邮编:申请日:申请号:pnSnHidden"
)
ROW = (
    "A01K87/00;:CN109999443A:x:{title}:PUB:2019.07.12:山东:x:张甲;李乙;:某代理事务所 37000;某代理事务所 37000;: {address};:"
    "王丙;:x:CN:CN201910000001:甲渔具有限公司;:264200;:2019.01.02:CN201910000001.9:x"
)


def test_a_row_and_its_parts(tmp_path):
    path = written(
        tmp_path, "a.txt", f"{HEADER}\r\n{ROW.format(title='渔竿', address='山东省威海市环翠区某路1号')}\r\n"
    )
    (record,), reasons = read("sipo_search", path)
    assert not reasons and record.number("application").value == "2019100000019"
    assert (record.dates["filed"], record.dates["published"]) == ("2019-01-02", "2019-07-12")
    assert parties(record, "inventor") == ["张甲", "李乙"] and parties(record, "agency") == [
        "某代理事务所 37000"
    ]
    assert record.holders[0].area == "371002"


@pytest.mark.parametrize(("title", "address"), [("渔竿:一种装置:改进", "某路"), ("渔竿", "山东省:威海市")])
def test_colons_inside_of_a_cell(tmp_path, title, address):
    path = written(tmp_path, "a.txt", f"{HEADER}\n{ROW.format(title=title, address=address)}\n")
    (record,), _ = read("sipo_search", path)
    assert record.title["zh"] == title and record.dates["filed"] == "2019-01-02"


def test_rows_without_title_letter_or_values(tmp_path):
    repeated = "公开（公告）号:发明名称:申请日:优先权号:优先权日:nrdAnHidden:申请号"
    lines = [
        repeated, "CN109999443A::2019.01.02:CN201910000001:2019.01.02:CN201910000001:CN",
        "公开（公告）号:发明名称:公开（公告）日:申请日:nrdAnHidden:申请号",
        "CN301097793:茶壶:2009.12.30:2009.02.03:CN200930000001:CN200930000001.6",
        "无表头的一行:a:b", repeated,
    ]  # fmt: skip
    records, reasons = read("sipo_search", written(tmp_path, "a.txt", "\n".join(lines)))
    assert [record.number("application").value[:12] for record in records] == ["201910000001", "200930000001"]
    assert records[0].priority == [] and records[0].title == {}
    assert records[1].events[0].code == "GR01" and records[1].events[0].on == "2009-12-30"
    assert len(reasons) == 2 and "没有表头" in reasons[0] and "没有值" in reasons[1]


def test_a_list_of_counts_is_refused(tmp_path):
    with pytest.raises(Exception, match="统计"):
        read("sipo_search", written(tmp_path, "n.csv", "甲有限公司,24\n乙有限公司,0\n丙有限公司,3\n"))


@pytest.mark.shared
def test_the_real_results():
    path = shared_path("data/cn_patents/sipo_search_dump/patent_all.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    records, reasons = read("sipo_search", path)
    assert (len(records), len(lines)) == (2141, 2 * 2141) and not reasons
    titles = sum(
        bool(dict(zip(head.split(":"), row.split(":"), strict=True))["发明名称"])
        for head, row in zip(lines[::2], lines[1::2], strict=True)
    )
    assert sum(bool(record.title) for record in records) == titles
