"""The Python client against a running server: what was generated is what the house describes, and it works."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from ipcity.city.api.house import api
from ipcity.city.portal import engine
from ipcity.search import Filters
from ipcity.testing import CHECKOUT

FOLDER = CHECKOUT / "clients" / "python"
pytestmark = [pytest.mark.usefixtures("city"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def client_package(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    yield importlib.import_module("ipcity_client")
    for name in [name for name in sys.modules if name.startswith("ipcity_client")]:
        del sys.modules[name]


def test_the_generated_file_is_that_of_the_description() -> None:
    spec = importlib.util.spec_from_file_location("generate", FOLDER / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    made = generate.generated(api.get_openapi_schema())
    kept = (FOLDER / "ipcity_client" / "operations.py").read_text(encoding="utf-8")
    assert _plain(made) == _plain(kept), "run clients/python/generate.py"


def _plain(text: str) -> str:
    """Without what the formatter may change: blanks, breaks and trailing commas."""
    return "".join(text.split()).replace(",)", ")").replace(",}", "}")


def test_it_reads_to_the_end_and_explains_errors(live_server, client_package, token) -> None:
    house = client_package.House(live_server.url, token=token)
    wanted = engine.index().matching("威海", Filters(realm="sample")).record_ids
    assert sorted(hit["record_id"] for hit in house.every_hit(q="威海")) == wanted
    assert house.record(number=wanted[0])["record_id"] == wanted[0]
    assert house.save_search(name="威海", q="威海")["name"] == "威海" and len(house.searches()) == 1
    with pytest.raises(client_package.Problem) as refused:
        house.search(q="(威海")
    assert (refused.value.status, refused.value.field, refused.value.code) == (400, "q", "bad-query")
    assert isinstance(refused.value.at, int)
    assert Path(FOLDER / "README.md").exists()
