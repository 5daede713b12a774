"""Reference lists of GB/T 7714."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path

TEXT = """\ufeff[1]R.W.某三世,张甲. 一种[甲基]化合物. 第二版[P]. 美国：CN108472367A,2018-08-31.

[2]李乙. 渔竿[P]. 山东：CN1387401,2003-01-01.

[3]王丙,赵丁. 海带多糖的研究[J]. 某大学学报,2019,12(3):1-9.

[4]钱戊. 海洋牧场的规划[D].某大学,2018.

[5]GB/T 1.1-2020, 标准化工作导则[S]. 北京：某出版社,2020.

[6]没有写法的一条
"""


def test_each_mark_is_its_kind(tmp_path):
    records, reasons = read("cnki_references", written(tmp_path, "r.txt", TEXT))
    assert [one.kind for one in records] == ["patent", "patent", "literature", "literature", "standard"]
    assert records[0].title["zh"] == "一种[甲基]化合物. 第二版" and parties(records[0], "inventor") == [
        "R.W.某三世",
        "张甲",
    ]
    assert records[0].dates == {"published": "2018-08-31"} and records[0].extra["holder_place"] == "美国"
    assert not records[1].documents and records[1].extra["published_on"] == "2003-01-01"
    assert (records[2].right_type, records[2].dates["published"]) == ("article", "2019")
    assert len(reasons) == 1 and "GB/T 7714" in reasons[0]


@pytest.mark.shared
def test_the_real_lists():
    files = sorted(shared_path("data/cn_patents/cnki_references/cnki_data").rglob("*.txt"))
    wanted = sum(
        line.lstrip("\ufeff").startswith("[")
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    read_all = [read("cnki_references", file) for file in files]
    reasons = [reason for _, reasons in read_all for reason in reasons]
    assert sum(len(records) for records, _ in read_all) + len(reasons) == wanted == 6565
    assert len(reasons) == 6 and all("乱码" in reason for reason in reasons)
