"""`ipcity sample generate`, then `ipcity indicators`: plain JSON for machines, one sentence for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ipcity.base.settings import settings
from ipcity.cli.main import main
from ipcity.lake import open_lake
from ipcity.sources import load_paths

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def run(*words: str) -> str:
    return CliRunner().invoke(main, [*words, "--json"], catch_exceptions=False).stdout


def test_the_sample_city_from_nothing_to_the_rows_of_a_number(home: Path) -> None:
    made = json.loads(run("sample", "generate", "--out", str(home / "sample")))
    load_paths(open_lake(settings().lake_dir), [home / "sample" / "rights.jsonl"])
    ratio, grants = json.loads(run("indicators", "--realm", "sample"))
    assert (ratio["on"], ratio["numerator"]) == (made["as_of"], made["inventions_in_force"][made["as_of"]])
    assert isinstance(ratio["value"], str) and ratio["state"] == "computed"
    opened = json.loads(run("indicators", "rows", str(grants["snapshot_id"]), "--limit", "1000"))
    assert len(opened["rows"]) == opened["total"] == grants["numerator"]
    assert {row["granted"][:4] for row in opened["rows"]} == {"2019"}
    people = CliRunner().invoke(main, ["indicators", "--realm", "sample"]).stdout
    assert f"万人发明专利拥有量：{ratio['value']} 件/万人" in people
    taken = json.loads(run("indicators", "take", "--realm", "sample", "--since", "2018-12-31"))
    assert [one["on"] for one in taken if one["code"] == ratio["code"]] == [
        "2018-12-31", "2019-03-31", "2019-06-30", "2019-09-30",
    ]  # fmt: skip


def test_without_data_there_is_a_reason_and_no_failure(home: Path) -> None:
    done = CliRunner().invoke(main, ["indicators", "--json"])
    assert done.exit_code == 0
    assert {one["reason"]["zh"] for one in json.loads(done.stdout)} == {"不可计算：没有装载任何数据。"}
    assert {one["on"] for one in json.loads(done.stdout)} == {date.today().isoformat()}


def test_an_unknown_snapshot_fails_with_one_sentence(home: Path) -> None:
    failed = CliRunner().invoke(main, ["indicators", "rows", "999", "--json"])
    assert failed.exit_code == 1
    assert json.loads(failed.stdout)["error"]["code"] == "not-found"
