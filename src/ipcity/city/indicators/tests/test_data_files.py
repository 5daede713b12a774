"""The data files are checked as data: both languages, sources, no doubles, every word used can be said."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest

from ipcity.base.files import read_yaml
from ipcity.city.indicators.figures import given_published, given_series
from ipcity.city.indicators.registry import definitions
from ipcity.city.indicators.words import DATA
from ipcity.testing import shared_path


def texts(value: Any) -> list[dict[str, str]]:
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inner for text in texts(one)]


@pytest.mark.parametrize("name", ["words.yaml", "typed_figures.yaml", "official_figures.yaml"])
def test_both_languages_say_the_same_blanks(name: str) -> None:
    found = texts(read_yaml(DATA / name))
    assert found
    for text in found:
        blanks = [{field for _, field, _, _ in Formatter().parse(said) if field} for said in text.values()]
        assert blanks[0] == blanks[1] and all(text.values())


def test_definitions_are_whole() -> None:
    known = definitions()
    assert [one.id for one in known] == ["I-002", "I-003"]
    for one in known:
        assert one.legal_source.mark in ("VERIFIED", "MEMORY")
        assert (one.denominator is not None) == (one.kind == "stock_ratio")
        assert all(set(text) == {"zh", "en"} for text in (one.name, one.unit, one.rule.text, one.numerator))


def test_every_typed_figure_has_a_source_and_stands_once() -> None:
    known = given_series()["resident_population"].figures
    assert max(Counter((one.realm, one.area, one.on) for one in known).values()) == 1
    for one in known:
        assert one.source["zh"] and (one.url or one.mark == "SAMPLE")
        assert (one.realm == "sample") == (one.mark == "SAMPLE")
        assert (one.on.month, one.on.day) == (12, 31)


@pytest.mark.shared
def test_real_figures_are_those_transcribed() -> None:
    with shared_path("data/statistics/official_figures_transcribed.csv").open(encoding="utf-8") as file:
        transcribed = {(row["region"], row["value"]) for row in csv.DictReader(file)}
    real = [one.value for one in given_series()["resident_population"].figures if one.realm == "real"]
    real += [one.value for one in given_published()] + [
        one.numerator for one in given_published() if one.numerator
    ]
    assert all(("威海市", str(value)) in transcribed for value in real)


def test_the_implied_denominator_is_that_of_the_published_ratio() -> None:
    (ratio,) = [one for one in given_published() if one.numerator]
    assert abs(ratio.numerator / ratio.value - Decimal("291.34")) < Decimal("0.01")
