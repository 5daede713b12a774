"""`ipcity law …`: the contract of its JSON, exit codes, and one sentence where something is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from ipcity.cli.law import law


def run(*words: str, code: int = 0):
    done = CliRunner().invoke(law, [*words, "--json"], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


ASK = (
    "annuities",
    "--kind",
    "invention",
    "--filed",
    "2016-02-29",
    "--granted",
    "2019-05-10",
    "--as-of",
    "2024-06-01",
)


def test_annuities_keep_the_contract() -> None:
    said = run(*ASK, "--reduction", "85", "--open-licence-from", "2024-07-20")
    row = next(one for one in said["rows"] if one["year"] == 9)
    assert said["expires_on"] == "2036-02-29"
    assert {
        "year",
        "anniversary",
        "pay_by",
        "full",
        "payable",
        "state",
        "surcharges",
        "rule",
        "in_force_from",
        "mark",
    } <= set(row)
    assert (row["anniversary"], row["full"], row["payable"], row["state"]) == (
        "2024-02-29",
        "2000",
        "300",
        "in_grace",
    )
    assert [Decimal(one["amount"]) for one in row["surcharges"]] == [0, 100, 200, 300, 400, 500]
    assert said["complete_to"] == "2025-04-30" and all({"zh", "en"} == set(step) for step in said["steps"])


def test_a_file_of_questions_is_answered_in_order(tmp_path: Path) -> None:
    lines = [
        {"kind": "design", "filed": "2022-01-31", "granted": "2022-07-05", "as_of": "2023-01-01"},
        {
            "kind": "design",
            "filed": "2022-01-31",
            "granted": "2022-07-05",
            "as-of": "2023-01-01",
            "reduction": "85",
        },
        {"kind": "tune", "filed": "2022-01-31", "granted": "2022-07-05", "as_of": "2023-01-01"},
        {"kind": "design", "filed": "2022-02-30", "granted": "2022-07-05", "as_of": "2023-01-01"},
        [1],
    ]
    (tmp_path / "ask.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n", encoding="utf-8")
    said = run("annuities", "--batch", str(tmp_path / "ask.jsonl"))
    assert [one["rows"][1]["payable"] for one in said[:2]] == ["600", "90"]
    assert [one["error"]["code"] for one in said[2:]] == ["bad-input"] * 4


@pytest.mark.parametrize(
    "words",
    [
        ("annuities", "--kind", "invention"),
        (
            "annuities",
            "--kind",
            "invention",
            "--filed",
            "2016-02-30",
            "--granted",
            "2019-05-10",
            "--as-of",
            "2024-06-01",
        ),
        ("workdays", "soon", "3"),
        ("policies", "filing-subsidy"),
        ("deadlines", "filed", "2024-01-01", "--date", "priority"),
    ],
)
def test_wrong_usage_is_two(words: tuple[str, ...]) -> None:
    assert CliRunner().invoke(law, [*words, "--json"]).exit_code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("workdays", "2026-12-30", "5"), "calendar-missing"),
        (("explain", "cn/no/such/page"), "not-found"),
        (("deadlines", "no-such-event", "2024-01-01"), "not-found"),
        (
            (
                "annuities",
                "--kind",
                "invention",
                "--filed",
                "2016-05-20",
                "--granted",
                "2015-05-20",
                "--as-of",
                "2024-06-01",
            ),
            "bad-input",
        ),
        (("status", "no-such-file.json", "--on", "2024-01-01"), "bad-input"),
    ],
)
def test_a_refusal_is_one_and_names_its_reason(words: tuple[str, ...], code: str) -> None:
    assert run(*words, code=1)["error"]["code"] == code


def test_every_other_question_answers() -> None:
    assert run("number", "ZL201310699744.2")["normal"] == "201310699744.2"
    assert run("workdays", "2024-09-30", "1")["on"] == "2024-10-08"
    assert run("workdays", "2026-12-30", "5", "--provisional")["provisional"] is True
    assert run("deadlines", "210401", "2023-12-01", "--channel", "electronic")["due"][0]["on"] == "2024-04-16"
    assert run("explain", "cn/trademark/fees/renew", "--as-of", "2019-07-01")["answer"]["value"] == "500"
    assert (
        run("explain", "cn/patent/annuity/design", "--as-of", "2023-01-01", "--at", "11")["answer"]["value"]
        == "3000"
    )
    assert run("policies", "filing-subsidy", "--on", "2021-07-01")["allowed"] is False
    assert any(one["path"] == "cn/patent/annuity/invention" for one in run("rules")["rules"])
    assert len(run("policies")) >= 9


def test_a_state_is_told_with_its_steps(tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    events = [
        {"code": "PE01", "on": "2015-01-14"},
        {"code": "CF01", "on": "2016-10-19"},
        {"code": "ZZ99", "on": "2017-01-01"},
    ]
    file.write_text(
        json.dumps({"dates": {"filed": "2010-03-15", "granted": "2013-05-22"}, "events": events}),
        encoding="utf-8",
    )
    said = run("status", str(file), "--on", "2016-03-15")
    assert (said["state"], said["live"], said["flags"], said["not_understood"]) == (
        "lapsed",
        False,
        ["pledge"],
        ["ZZ99"],
    )
    assert run("status", str(file), "--on", "2016-03-14")["live"] is True


def test_people_get_lines_with_the_reason() -> None:
    for words in (
        ASK,
        ("number", "hello"),
        ("workdays", "2024-09-30", "1"),
        ("explain", "cn/patent/late_fee/ladder"),
        ("rules",),
    ):
        done = CliRunner().invoke(law, list(words), catch_exceptions=False)
        assert done.exit_code == 0 and done.stdout
