"""Tables from files: counts add up, wrong files are explained, nothing bursts. Files are made here."""

from __future__ import annotations

import io
import json
import tarfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipcity.base.settings import settings as house
from ipcity.law.book import forget
from ipcity.law.tables import abouts, is_installed, table, versions
from ipcity.sources.tables import install
from ipcity.testing import shared_path


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path / "home"))
    house.cache_clear()
    forget()
    yield
    monkeypatch.undo()
    house.cache_clear()
    forget()


def tar_of(path, files):
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path


TREE = {
    "t/B_部/info.txt": "Code: Z01\nLevel: class\nTitle: 假想的\n类\n====\n附注\nZ01B9/00 索引里的话\n",
    "t/Z01B1_00_甲.txt": "Title: 甲的机器\nCode: Z01B1/00\n\n====\n\nZ01B1/02 .\n乙机\n器\n\nZ01B1/04 ··丙机器\n\nZ01B1/06 1\n\nZ01B1/02 别的名\n\nZ01B5/00 别处的索引\n",
}


def test_a_tree_in_a_tar(tmp_path):
    files = {name.replace("Z01", "B99"): text.replace("Z01", "B99") for name, text in TREE.items()}
    report = install(tar_of(tmp_path / "tree.tar.gz", files))
    assert (report.read, report.accepted, report.merged, report.quarantined) == (7, 4, 0, 3)
    found = {row["symbol"]: (row["title"], row["depth"]) for row in table("ipc_zh").rows}
    assert found == {
        "B99": ("假想的类", ""), "B99B1/00": ("甲的机器", ""), "B99B1/02": ("乙机器", "1"), "B99B1/04": ("丙机器", "2"),
    }  # fmt: skip
    assert [row.reason[:9] for row in report.about.aside] == ["B99B1/061", "这一行与前面的行重", "B99B5/00 "]


def test_english_lines_keep_the_heading_before_a_group(tmp_path):
    file = tmp_path / "en.csv"
    file.write_text(
        "B\tINVENTED\nB99\tMACHINES\nB99B0003000000\tHeading\nB99B0003000000\tPloughs\nB99B0003421000\tOdd\n  broken\n"
    )
    report = install(file)
    assert (report.read, report.accepted, report.quarantined) == (6, 5, 1)
    rows = [(row["symbol"], row["kind"]) for row in table("ipc_en").rows]
    assert rows[2:] == [("B99B3/00", "heading"), ("B99B3/00", "title"), ("B99B3/421", "title")]


def test_industries_from_a_script_that_is_not_run(tmp_path):
    file = tmp_path / "industry.js"
    inner = [
        {
            "title": "A-农业",
            "value": "A",
            "children": [{"title": "A01-稻", "value": "A01"}, {"title": "?", "value": "B"}],
        }
    ]
    file.write_text(
        f"const\n IndustryData = {json.dumps(inner, ensure_ascii=False)}\nexport {{ IndustryData }}"
    )
    report = install(file)
    assert (report.read, report.accepted, report.quarantined) == (3, 2, 1)
    assert table("gbt4754").rows[1] == {"symbol": "A01", "title": "稻"}


def test_two_layouts_with_one_header_are_told_apart(tmp_path):
    (tmp_path / "one.csv").write_text("from,to\n690,1110\n690,1110\n")
    (tmp_path / "two.csv").write_text("from,to\n110221,110114\n")
    one, two = install(tmp_path / "one.csv"), install(tmp_path / "two.csv")
    assert (one.about.name, one.read, one.merged) == ("gbt4754_recodes", 2, 1)
    assert two.about.name == "division_recodes"
    assert table("gbt4754_recodes").rows == ({"from": "0690", "to": "1110"},)


def test_the_same_once_more_changes_nothing_and_other_content_is_a_further_version(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("from,to\n110221,110114\n")
    install(file)
    again = install(file)
    assert (again.read, again.accepted, again.merged, len(abouts("division_recodes"))) == (1, 0, 1, 1)
    file.write_text("from,to\n110221,110114\n110224,110115\n")
    assert install(file).about.version == "2017-01-01.2"
    assert len(table("division_recodes").rows) == 2 and len(versions("division_recodes")) == 1


def test_a_concordance_needs_its_day(tmp_path):
    file = tmp_path / "ipc_to_green.csv"
    file.write_text("ipc,field\nB99B1/00,清洁\n")
    assert "--from" in install(file).refused and not is_installed("ipc_to_green")
    assert install(file, begins=date(2022, 1, 1)).about.version == "2022-01-01"
    other = tmp_path / "unnamed.csv"  # two tables have these columns: only the name tells
    other.write_text(file.read_text())
    assert install(other) is None


def test_bombs_and_broken_files_are_explained(tmp_path):
    big = tar_of(tmp_path / "big.tar.gz", {"a.txt": "0" * (3 * 2**20)})
    assert "过大" in install(big).refused
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(tar_of(tmp_path / "whole.tar.gz", TREE).read_bytes()[:-60])
    assert "残缺" in install(cut).refused
    deep = tmp_path / "deep.js"
    deep.write_text("const IndustryData = " + "[" * 100_000 + "]" * 100_000)
    assert install(deep).refused
    (tmp_path / "head.csv").write_text("sei_code,sei_name,rule_id_first,rule_id_last\n")
    assert "没有数据行" in install(tmp_path / "head.csv").refused
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    assert install(tmp_path / "other.csv") is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            "code,name,cityCode,provinceCode\n",
            "from,to\n110221,",
            "B\tX\nB\tY\nB\tZ\n",
            '{"edition": "1", "classes": [{"heading":',
        ]
    ),
)
def test_whatever_follows_never_bursts_and_adds_up(tmp_path, tail, head):
    file = tmp_path / "any.csv"
    file.write_bytes(head.encode() + tail)
    report = install(file)
    assert report is None or report.read == report.accepted + report.merged + report.quarantined


@pytest.mark.shared
def test_the_files_of_the_classification_folder_add_up():
    counts = {}
    for file in sorted(shared_path("data/classification").rglob("*")):
        if file.is_file() and not file.name.startswith("ipc_"):
            report = install(file)
            assert report.read == report.accepted + report.merged + report.quarantined > 0, file.name
            counts[report.about.name] = report.accepted
    assert (
        counts["division_areas"] == 2_978
        and counts["strategic_codes"] == 40
        and counts["nice"] == 45 + 8_138 + 977
    )
    assert len(counts) == 11
