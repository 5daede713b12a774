"""Every office reader against broken, foreign and hostile bytes, made from invented files of its format."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipcity.sources.tests.seeds import SEEDS
from ipcity.sources.tests.survive import outcome, source_named

FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file())
NAMES = [str(path.relative_to(SEEDS)) for path in FILES]
BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = b"<!DOCTYPE x [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = [b"", b"\x00", b"\xff\xfe", b"<", b">", b"]]>", b"&b;", b"<p>" * 400, b"[" * 2000, b'"', b"{}", b"9" * 400, b"\xed\xa0\x80",
         "\ufffd".encode(), b"<?xml version='1.0'?>", b"</#>", b"*** BRS DOCUMENT BOUNDARY ***", b"null", b"[]"]  # fmt: skip


def survives(seed, content, tmp_path):
    path = tmp_path / seed.relative_to(SEEDS)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return outcome(source_named(seed.relative_to(SEEDS).parts[0]), path)


@pytest.mark.parametrize("seed", FILES, ids=NAMES)
@given(data=st.data())
@QUICK
def test_cut_at_any_byte(seed, tmp_path, data):
    whole = seed.read_bytes()
    survives(seed, whole[: data.draw(st.integers(0, len(whole)))], tmp_path)


@pytest.mark.parametrize("seed", FILES, ids=NAMES)
@given(data=st.data())
@QUICK
def test_changed_anywhere(seed, tmp_path, data):
    content = bytearray(seed.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        begin = data.draw(st.integers(0, len(content)))
        content[begin : begin + data.draw(st.integers(0, 12))] = data.draw(st.sampled_from(WORDS))
    survives(seed, bytes(content), tmp_path)


@pytest.mark.parametrize("seed", FILES, ids=NAMES)
def test_in_other_encodings(seed, tmp_path):
    text = seed.read_text(encoding="utf-8")
    for encoding in ("gb18030", "utf-16", "utf-16-be", "big5", "cp1252", "utf-32"):
        survives(seed, text.encode(encoding, errors="replace"), tmp_path)


@pytest.mark.parametrize("seed", [one for one in FILES if one.read_bytes().startswith(b"<?xml")], ids=str)
def test_bombs_and_outside_entities(seed, tmp_path):
    declaration, _, rest = seed.read_bytes().partition(b"?>")
    rest = rest[rest.index(b"<", rest.find(b"]>") + 1) :] if b"<!DOCTYPE" in rest[:400] else rest
    bare = (
        declaration
        + b"?>"
        + (rest if not rest.lstrip().startswith(b"<!DOCTYPE") else rest[rest.index(b">") + 1 :])
    )
    for hostile in (BOMB, OUTSIDE):
        content = bare.replace(b"?>", b"?>" + hostile, 1)
        content = content.replace(b"</", b"&b;</", 3)
        seen = survives(seed, content, tmp_path)
        assert seen["said broken"] >= 1, (seed, seen)


def test_every_reader_has_a_seed_and_reads_it(tmp_path):
    for seed in FILES:
        seen = survives(seed, seed.read_bytes(), tmp_path)
        assert seen["rows"] or seen["refused"], seed
        assert not seen["said broken"], seed
