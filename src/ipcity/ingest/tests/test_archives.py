"""Archives: every member is read once or refused with a sentence; bombs fill no disk; nothing is left behind."""

from __future__ import annotations

import gzip
import io
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipcity.base.errors import BadInput
from ipcity.ingest.archives import members
from ipcity.ingest.files import Input, inputs


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def read(folder: Path, *names: str) -> list[tuple[str, bytes | str]]:
    found = []
    for one in inputs([folder / name for name in names] or [folder], folder / ".unpacked"):
        shown = one.shown.removeprefix(f"{folder}/")
        found.append((shown, one.path.read_bytes() if one.path else one.refused or ""))
    assert not (folder / ".unpacked").exists(), "nothing is left behind"
    return found


def test_zips_in_zips_and_gzips_are_read_member_by_member(tmp_path: Path) -> None:
    inner = zipped(("b.csv", b"second"))
    (tmp_path / "all.zip").write_bytes(zipped(("x/a.csv", b"first"), ("inner.zip", inner)))
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(b"third"))
    (tmp_path / "d.csv").write_bytes(b"fourth")
    assert read(tmp_path) == [
        ("all.zip/x/a.csv", b"first"),
        ("all.zip/inner.zip/b.csv", b"second"),
        ("c.csv.gz/c.csv", b"third"),
        ("d.csv", b"fourth"),
    ]


def test_a_member_keeps_the_folders_above_the_archive(tmp_path: Path) -> None:
    home = tmp_path / "2010102412224"
    home.mkdir()
    (home / "part.zip").write_bytes(zipped(("part.xml", b"<x/>")))
    (one,) = (one.path for one in inputs([home], tmp_path / ".unpacked") if one.path)
    assert "2010102412224" in one.parts and one.name == "part.xml"


def test_a_spreadsheet_is_a_file_and_not_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(zipped(("[Content_Types].xml", b"<Types/>")))
    assert [name for name, _ in read(tmp_path)] == ["a.xlsx"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped(("zeros", bytes(300 * 2**20))))
    ((_, said),) = read(tmp_path)
    assert isinstance(said, str) and "压缩炸弹" in said


def test_a_size_that_lies_is_found_out_while_unpacking(tmp_path: Path) -> None:
    honest = bytearray(zipped(("a.csv", b"x" * 100_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = honest.index(signature) + offset
        honest[at : at + 4] = struct.pack("<I", 10)
    (tmp_path / "lie.zip").write_bytes(honest)
    ((_, said),) = read(tmp_path)
    assert isinstance(said, str) and ("压缩炸弹" in said or "已损坏" in said)


def test_a_path_that_leads_out_is_cut(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped(("../../../evil.csv", b"x"), ("/etc/evil.csv", b"y")))
    assert [name for name, _ in read(tmp_path / "in")] == ["a.zip/evil.csv", "a.zip/etc/evil.csv"]
    assert not list(tmp_path.rglob("evil.csv"))


def test_chinese_names_of_old_archives_are_read(tmp_path: Path) -> None:
    named = zipped(("abcd.csv", b"x")).replace(b"abcd.csv", "专利".encode("gb18030") + b".csv")
    (tmp_path / "a.zip").write_bytes(named)
    assert [name for name, _ in read(tmp_path)] == ["a.zip/专利.csv"]


@settings(deadline=None)  # disks of shared machines have their own time
@given(cut=st.integers(0, 400), noise=st.binary(max_size=8))
def test_a_broken_archive_is_a_sentence_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, cut: int, noise: bytes
) -> None:
    folder = tmp_path_factory.mktemp("broken")
    whole = zipped(("a.csv", b"first" * 50), ("b.csv", b"second" * 50))
    (folder / "a.zip").write_bytes(b"PK" + whole[2:cut] + noise + whole[cut + len(noise) :])
    for shown, found in members(folder / "a.zip", folder / "out"):
        assert shown and (isinstance(found, Path) or found.endswith("。"))


def test_standard_input_is_a_file_like_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("名称\n".encode())))
    (one,) = (
        (one.path.read_bytes() if one.path else b"") for one in inputs([Path("-")], tmp_path / "unpacked")
    )
    assert one == "名称\n".encode()


def test_an_empty_archive_and_a_missing_file_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped())
    assert "空的" in str(read(tmp_path)[0][1])
    with pytest.raises(BadInput, match="没有这个文件"):
        list(inputs([tmp_path / "none.csv"], tmp_path / "unpacked"))
    assert isinstance(next(iter(inputs([tmp_path], tmp_path / "unpacked"))), Input)
