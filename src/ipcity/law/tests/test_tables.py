"""Tables an operator loads: refused until installed, checked wholly, kept by version."""

from __future__ import annotations

from datetime import date

import pytest

from ipcity.base.errors import BadInput
from ipcity.law.tables import TableNotInstalled, install, table, table_names, versions

GOOD = "ipc,industry,weight\nA61K,27,1\nB01D,35,0.5\nB01D,46,0.5\n"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "given.csv"


@pytest.mark.parametrize("name", table_names())
def test_the_refusal_names_the_file_to_load(own_home, name):
    with pytest.raises(TableNotInstalled) as refused:
        table(name, date(2024, 1, 1))
    assert f"{name}.csv" in refused.value.message and refused.value.code == "table-not-installed"


def test_versions_stand_side_by_side(own_home, file):
    file.write_text(GOOD, encoding="utf-8")
    install("ipc_to_industry", file, date(2018, 1, 1))
    file.write_text(GOOD.replace("A61K,27", "A61K,28"), encoding="utf-8")
    install("ipc_to_industry", file, date(2022, 1, 1))
    assert versions("ipc_to_industry") == (date(2018, 1, 1), date(2022, 1, 1))
    assert table("ipc_to_industry", date(2021, 12, 31)).rows[0]["industry"] == "27"
    assert table("ipc_to_industry", date(2022, 1, 1)).rows[0]["industry"] == "28"
    with pytest.raises(TableNotInstalled):
        table("ipc_to_industry", date(2017, 12, 31))


def test_a_version_is_never_replaced(own_home, file):
    file.write_text(GOOD, encoding="utf-8")
    install("ipc_to_industry", file, date(2018, 1, 1))
    with pytest.raises(BadInput):
        install("ipc_to_industry", file, date(2018, 1, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "ipc,industry,weight\n",
        GOOD.replace("weight", "share"),
        GOOD + "A61K,27,1\n",
        GOOD + ",27,1\n",
        GOOD + "A61K,99,2\n",
        GOOD + "A61K,99,much\n",
        GOOD + "药,99,1\n",
    ],
)
def test_a_wrong_file_is_refused_and_nothing_kept(own_home, file, wrong):
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(BadInput):
        install("ipc_to_industry", file, date(2018, 1, 1))
    assert versions("ipc_to_industry") == ()
