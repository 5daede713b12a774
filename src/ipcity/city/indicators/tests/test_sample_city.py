"""The whole way once: the generator's city, loaded, counted, and opened to its rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipcity.city.indicators import queries
from ipcity.city.indicators.actions import take_series
from ipcity.lake import Lake
from ipcity.sources import load_paths
from ipcity.sources.sample_city import generate

CODE = "invention_in_force_per_10k"


@pytest.mark.django_db
def test_the_figures_are_those_the_generator_meant(lake: Lake, tmp_path: Path) -> None:
    made = generate(tmp_path / "sample")
    load_paths(lake, [made.folder / "rights.jsonl"])
    taken = take_series(CODE, area="371000", realm="sample", as_of=made.as_of, since=date(2014, 12, 31))
    found = {one.on.isoformat(): one.numerator for one in taken}
    assert {day: found[day] for day in made.in_force if day in found} == {
        day: count for day, count in made.in_force.items() if day >= "2014-12-31"
    }
    assert [queries.row_count(one) for one in taken] == [one.numerator for one in taken]
