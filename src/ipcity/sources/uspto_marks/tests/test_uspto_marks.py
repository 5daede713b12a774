"""Case files of US trade marks."""

from __future__ import annotations

from ipcity.sources.tests.seeds import loaded


def test_case_files(tmp_path):
    lake, report = loaded(tmp_path, "uspto_marks")
    assert report.accepted == 2
    reel = lake.record("trademark-us-a-99600001")
    assert (reel.status, reel.status_as_of, reel.abstract) == (
        "published",
        "2018-01-23",
        {"en": "Fishing reels"},
    )
    assert reel.number("registration") is None, "seven zeros are no number"
    assert reel.holders[0].name == "SampleReel" and not reel.holders[0].natural
    assert [(one.scheme, one.symbol) for one in reel.classes] == [("nice", "28"), ("us_class", "22")]


def test_a_code_nobody_told_us_is_kept_and_says_nothing(tmp_path):
    lake, _ = loaded(tmp_path, "uspto_marks")
    mark = lake.record("trademark-us-r-9960002")
    assert (mark.status, mark.extra["status_as_written"]) == ("unknown", "999")
    assert "图形商标" in mark.name, "a mark without words says so"
