"""Literals of JavaScript: marks, software, works; what is no right is refused."""

from __future__ import annotations

from ipcity.sources.tests.seeds import loaded, refused


def test_three_kinds_of_lists(tmp_path):
    lake, report = loaded(tmp_path, "qichacha_rights")
    assert report.accepted == 2 and "不是知识产权" in refused(report)["sites.js"]
    mark = lake.record("trademark-cn-r-99435657")
    assert (mark.name, mark.status, mark.dates) == ("样例 商标", "ended", {"filed": "2015-03-04"})
    software = lake.record("software-cn-r-2016sr999930")
    assert (software.dates, software.status) == ({"granted": "2016-10-27"}, "unknown")
