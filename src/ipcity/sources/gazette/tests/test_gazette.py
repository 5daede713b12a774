"""The gazette of one day: a small invented one with all its dirt, and the real one where it is at hand."""

from __future__ import annotations

import csv

import pytest

from ipcity.base.errors import BadInput
from ipcity.lake import open_lake
from ipcity.search import open_index, update_index
from ipcity.sources import load_paths
from ipcity.testing import shared_path

HEADER = "item,name,authorization_notice_id,authorized_announcement_date,filing_id,filing_date,patentee,designer,address,Int.Cl."
# Invented rows in the form, and with the damage, of the real ones. 2018305140799 carries a right check digit.
ROWS = [
    "1,月饼,CN399252224S,2019.07.12,2018305140799,2018.09.13,甲食品有限公司,张甲,264200山东省威海市高技区天津路1号,01-01 (11)  ",
    "2,渔竿,CN199999443A,2019.07.12,2.02E+12,2017.12.29,李乙,李乙;??王丙,264200山东省威海市环翠区某路1号2单元,A01K87/00(2006.01)I;??B29C53/60(2006.01)I",
    "3,访问方法,CN194021203B,2019.07.12,2.0141E+12,2014.06.17,丁技术有限公司,刘丁;,100041北京市石景山区某路3号,G06F16/957(2019.01)I",
]


def write(folder, rows, *, name="day.csv", encoding="gb18030"):
    path = folder / name
    path.write_bytes(("\n".join([HEADER, *rows]) + "\n").encode(encoding))
    return path


@pytest.fixture
def lake(tmp_path):
    return open_lake(tmp_path / "lake")


def counts(report):
    assert report.read == report.accepted + report.merged + report.quarantined
    return report.read, report.accepted, report.merged, report.quarantined


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8"])
def test_rows_become_rights(tmp_path, lake, encoding):
    assert counts(load_paths(lake, [write(tmp_path, ROWS, encoding=encoding)])) == (3, 3, 0, 0)
    design = lake.at().record("patent-cn-2018305140799")
    assert (design.right_type, design.status, design.classes[0].symbol) == ("design", "granted", "01-01")
    assert design.holders[0].zone == "gaoqu" and design.holders[0].address == "山东省威海市高技区天津路1号"


def test_a_damaged_number_is_unknown_and_said_so(tmp_path, lake):
    load_paths(lake, [write(tmp_path, ROWS)])
    record = lake.at().record("patent-cn-pub-199999443")
    assert record.number("application") is None
    assert record.extra == {"application_number_damaged": "2.02E+12"}
    assert [party.name for party in record.parties] == ["李乙", "李乙", "王丙"]
    assert [mark.symbol for mark in record.classes] == ["A01K87/00", "B29C53/60"]


def test_a_natural_persons_home_is_not_kept(tmp_path, lake):
    load_paths(lake, [write(tmp_path, ROWS)])
    holder = lake.at().record("patent-cn-pub-199999443").holders[0]
    assert (holder.address, holder.area) == ("山东省威海市", "371000")
    assert "单元" not in str(
        [row.as_py() for row in lake.at().sql("select to_json(r) j from records r")["j"]]
    )


def test_loading_twice_changes_nothing(tmp_path, lake):
    path = write(tmp_path, ROWS)
    first = load_paths(lake, [path])
    assert counts(load_paths(lake, [path])) == (3, 0, 3, 0)
    assert lake.version == first.lake_version == 1
    copy = write(tmp_path, ["9" + row[1:] for row in reversed(ROWS)], name="copy.csv", encoding="utf-8")
    assert counts(load_paths(lake, [copy])) == (3, 0, 3, 0)


def test_one_number_with_two_contents_is_set_aside(tmp_path, lake):
    other = "4,另一方法,CN194021203B,2019.07.12,2.0141E+12,2013.04.26,戊科技有限公司,李戊,518044广东省深圳市某路,G06Q40/04(2012.01)I"
    assert counts(load_paths(lake, [write(tmp_path, [*ROWS, other])])) == (4, 3, 0, 1)
    assert "2013-04-26" in lake.at().quarantined()[0].reason
    assert lake.at().record("patent-cn-pub-194021203").dates["filed"] == "2014-06-17"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("5,,CN199999450A,2019.07.12,2.02E+12,2017.12.29,甲公司,张甲,北京市,A01K87/00", "名称为空"),
        ("5,渔竿,CN199999450A,2019.07.12,2.02E+12,2019.12.29,甲公司,张甲,北京市,A01K87/00", "晚于"),
        (
            "5,渔竿,CN199999450A,2019.02.30,2.02E+12,2017.12.29,甲公司,张甲,北京市,A01K87/00",
            "不是一个存在的日期",
        ),
        ("5,渔竿,XX12,2019.07.12,2.02E+12,2017.12.29,甲公司,张甲,北京市,A01K87/00", "对不上"),
        ("5,渔竿,,2019.07.12,2.02E+12,2017.12.29,甲公司,张甲,北京市,A01K87/00", "被表格软件改写"),
        ("5,渔竿,,2019.07.12,2018305140798,2017.12.29,甲公司,张甲,北京市,A01K87/00", "校验位"),
        ("5,渔竿,CN199999450A,2019.07.12,2018305140799,2017.12.29,甲公司,张甲,北京市,A01K87/00", "互相矛盾"),
        ("5,渔竿,CN199999450A,2019.07.12", "对不上列"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_reason(tmp_path, lake, row, reason):
    assert counts(load_paths(lake, [write(tmp_path, [*ROWS, row])])) == (4, 3, 0, 1)
    aside = lake.at().quarantined()[0]
    assert reason in aside.reason and aside.place == "day.csv:5"


def test_files_that_are_none_are_refused_one_by_one(tmp_path, lake):
    folder = tmp_path / "mixed"
    folder.mkdir()
    write(folder, ROWS)
    (folder / "empty.csv").write_bytes(b"")
    (folder / "other.csv").write_text("a,b\n1,2\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\0\0")
    report = load_paths(lake, [folder])
    refused = {file.path.rsplit("/")[-1]: file.refused for file in report.files}
    assert refused["day.csv"] is None and "0 字节" in refused["empty.csv"]
    assert "认得" in refused["other.csv"] and "图像" in refused["picture.png"]


def test_nothing_readable_is_an_error(tmp_path, lake):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadInput, match="认得"):
        load_paths(lake, [tmp_path / "other.csv"])
    with pytest.raises(BadInput, match="没有这个文件"):
        load_paths(lake, [tmp_path / "none.csv"])
    assert lake.version is None


def test_a_file_that_breaks_off_keeps_what_was_read_and_says_so(tmp_path, lake):
    path = write(tmp_path, ROWS * 4000)
    path.write_bytes(path.read_bytes() + b"\n\xff\xff\xff,\xff")
    report = load_paths(lake, [path])
    assert counts(report)[1] == 3 and report.quarantined == 1
    assert "其后的行没有读" in lake.at().quarantined()[0].reason


@pytest.mark.shared
def test_the_real_day(tmp_path, lake):
    """41,558 rows, 41,278 publication numbers, and one number that stands for two contents: counted by hand below."""
    folder = shared_path("data/cn_patents/gazette_2019-07-12")
    rows = [row for file in sorted(folder.glob("*.csv")) for row in csv.reader(file.open(encoding="gb18030"))]
    numbers = {row[2] for row in rows if row[2] != "authorization_notice_id"}
    report = load_paths(lake, [folder])
    assert counts(report) == (41_558, 41_278, 279, 1)
    assert lake.at().count() == len(numbers) == 41_278
    assert counts(load_paths(lake, [folder])) == (41_558, 0, 41_557, 1)
    assert lake.version == 1
    whole = lake.at().sql(
        "select count(*) n from records where list_filter(numbers, lambda x: x.type = 'application') != []"
    )
    readable = sum(
        len(row[4].strip()) == 13 and row[4].strip()[:12].isdigit()
        for row in {row[2]: row for row in rows}.values()
    )
    assert whole["n"][0].as_py() == readable
    update_index(lake, tmp_path / "index")
    index = open_index(tmp_path / "index")
    assert index.search("").total == 41_278
    titles = {row[2]: row[1] for row in reversed(rows)}
    for word in ("机器人", "无人机", "方法及装置", "LED"):
        brute = sum(word.lower() in title.lower() for title in titles.values())
        assert index.search(f'"{word}"').total == brute, word
