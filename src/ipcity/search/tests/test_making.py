"""Many texts at once give what one text gives; entries made in other processes are those made here; none outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipcity.base.text import fold
from ipcity.records import Citation
from ipcity.search import build, open_index, update_index
from ipcity.search.folding import folded, simple
from ipcity.search.script import simplified
from ipcity.search.tests.conftest import make
from ipcity.search.text import BLANK, cut_up, turned, words

SIGNS = "水下机器人軟體ＡＢ１２ⅣéΣİﬁ㎡℃…①½ \t\n\u3000\u00a0\x1c\u0301\u3099ｶﾞ각ᄀ ᅡ、，。+-_%.#&@Ω威µ\U00020000\U0001f600\x00"
LISTS = st.lists(st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"])), max_size=6)


@settings(deadline=None, max_examples=60)  # the first call makes the tables
@given(LISTS)
@example(["a\u0301ΑΣ Σ", "", " \n", "１ ２　３", "ΟΔΟΣ", "a b", "\x00 \x00"])
def test_folding_many_is_folding_each(texts):
    assert folded(texts).strings() == [fold(text) for text in texts]
    assert simple(folded(texts)).strings() == [simplified(fold(text)) for text in texts]


@settings(deadline=None, max_examples=60)  # the first call makes the tables
@given(LISTS)
@example(["v2.0-beta 3.5% c++ R&D --- ... 5. -3 A-B/C x_y ？", "α相β-SiC「中」5%以上—，B29C53/60"])
def test_pairs_and_words_of_many_are_those_of_each(texts):
    made, plain = turned(texts), [fold(text) for text in texts]
    assert made.plain.strings() == [one.replace(" ", BLANK) for one in plain]
    others = [simplified(one) for one in plain if simplified(one) != one]
    assert made.script.strings() == [one.replace(" ", BLANK) for one in others]
    assert made.differ.tolist() == [simplified(one) != one for one in plain]
    for text, uncut in zip(texts, made.uncut, strict=True):
        if "\x00" not in text:
            assert cut_up(uncut) == words(simplified(fold(text)))


def test_entries_made_in_processes_are_those_made_here(built, monkeypatch, tmp_path):
    records = [
        make(f"1000000{n:02}", f"水下机器人{n}", "钢材；螺旋桨" * n, holder=f"甲{n}公司") for n in range(20)
    ]
    records.append(make("200000001", "引用", citations=[Citation(number="CN100000003A")]))
    here = built(records)
    monkeypatch.setattr(build, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(build, "_BATCH", 3)
    monkeypatch.setattr(build, "_RUN", 6)
    monkeypatch.setattr(build, "_processes", lambda _: 2)
    update_index(built.lake, tmp_path / "aside")
    there = open_index(tmp_path / "aside")
    for query in ("", "机器人", '"；螺旋"', "申请人=甲7公司", "引用"):
        assert there.matching(query) == here.matching(query)
    assert there.search("", sort="cited", limit=1).hits == here.search("", sort="cited", limit=1).hits
    assert there.search("", sort="cited", limit=1).hits[0].number == "CN100000003A"


_MAKING = """
import itertools, sys, time
from pathlib import Path
from ipcity.search.makers import all_made
class Nobody:
    def of(self, forms): return [0] * len(forms)
if __name__ == "__main__":
    for one in all_made(itertools.repeat([]), Nobody(), Path(sys.argv[1]), 1, 2):
        print("made", flush=True)
        time.sleep(60)
"""


def test_no_process_outlives_a_killed_one(tmp_path):
    script = tmp_path / "making.py"
    script.write_text(_MAKING)
    asking = subprocess.Popen(
        [sys.executable, script, tmp_path / "made"], stdout=subprocess.PIPE, env={**os.environ}
    )
    assert asking.stdout.readline() == b"made\n"
    children = _children(asking.pid)
    assert len(children) >= 2
    os.kill(asking.pid, signal.SIGKILL)
    asking.wait()
    until = time.monotonic() + 30
    while alive := [pid for pid in children if _alive(pid)]:
        if time.monotonic() > until:
            pytest.fail(f"still there: {alive}")
        time.sleep(0.1)


def _children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
