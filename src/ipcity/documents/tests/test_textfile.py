"""Files that are no papers get a clear word."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipcity.base.errors import BadInput, NotFound
from ipcity.documents import read_plan, read_text


def test_both_encodings_and_line_ends_give_the_same_text(tmp_path: Path) -> None:
    words = "一、目标\r\n达到10家以上。\r\n"
    texts = set()
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        file = tmp_path / encoding
        file.write_bytes(words.encode(encoding))
        texts.add(read_text(file))
    assert texts == {"一、目标\n达到10家以上。\n"}


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="没有这个文件"):
        read_text(tmp_path / "none")


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01\x02", "表".encode("utf-16"), b"\xff\xff\xff"])
def test_binary_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "plan.doc"
    file.write_bytes(data)
    with pytest.raises(BadInput, match="不是文本文件"):
        read_text(file)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as out:
        out.truncate(9_000_000)
    with pytest.raises(BadInput, match="文件过大"):
        read_text(file)


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "没有文字"), (" \n\t", "没有文字"), ("a\x00b", "不是文本"), ("字" * 200_001, "过长")],
)
def test_texts_that_are_refused(text: str, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        read_plan(text)
