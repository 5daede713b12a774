"""A row entered in steps: saved as it is typed, read as the spreadsheets read, done only at the end."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.indicators.entered import Figure
from ipcity.city.workbench.models import Draft

pytestmark = pytest.mark.django_db
HERE = "/desk/enter/typed-figures/"
FIRST = {
    "step": "0",
    "do": "next",
    "series": "population",
    "realm": "real",
    "area": "371000",
    "on": "2020年12月31日",
}
SECOND = {"step": "1", "do": "next", "value": "２９０.66", "basis": "test-basis", "source_zh": "某统计公报"}
THIRD = {"step": "2", "do": "next", "mark": "MEMORY"}


@pytest.fixture
def officer() -> Client:
    load_units()
    made = Client()
    made.force_login(enlist("officer", "officer", unit="cnipa_city"))
    return made


def series(client: Client) -> str:
    """A code that the register offers."""
    page = client.get(HERE).content.decode()
    return page.split('id="id_series"')[1].split('<option value="')[2].split('"')[0]


def test_a_row_is_entered_in_steps_and_only_at_the_end(officer: Client) -> None:
    code = series(officer)
    assert officer.post(HERE, FIRST | {"series": code}).headers["Location"] == f"{HERE}?step=1"
    page = officer.post(HERE, SECOND)
    assert page.headers["Location"] == f"{HERE}?step=2"
    assert "读作 290.66" in officer.get(f"{HERE}?step=1").content.decode()
    assert officer.post(HERE, THIRD).headers["Location"] == f"{HERE}?step=3"
    whole = officer.get(f"{HERE}?step=3").content.decode()
    assert "2020-12-31" in whole and "290.66" in whole and not Figure.objects.filter(state="entered").exists()
    assert officer.post(HERE, {"step": "3", "do": "finish"}).status_code == 302
    made = Figure.objects.get(series=code, on=date(2020, 12, 31), basis="test-basis")
    assert (made.value, made.state) == ("290.66", "entered")
    assert not Draft.objects.exists()


def test_nothing_typed_is_lost_and_one_comes_back_to_the_same_step(officer: Client) -> None:
    officer.post(HERE, FIRST | {"series": series(officer)})
    officer.post(HERE, SECOND | {"do": "save", "value": "许多"})
    page = officer.get(HERE).content.decode()
    assert 'value="许多"' in page and 'name="step" value="1"' in page
    assert "停在第 2 步" in officer.get("/desk/registers/typed-figures/").content.decode()
    wrong = officer.post(HERE, SECOND | {"value": "许多"})
    assert wrong.status_code == 400 and "不是数" in wrong.content.decode()
    officer.post(HERE, {"step": "1", "do": "forget"})
    assert not Draft.objects.exists()


def test_the_end_cannot_be_reached_past_an_empty_field(officer: Client) -> None:
    answer = officer.post(HERE, {"step": "3", "do": "finish"})
    assert answer.status_code == 400 and 'name="step" value="0"' in answer.content.decode()
    assert not Figure.objects.filter(state="entered").exists()
    assert 'name="step" value="0"' in officer.get(f"{HERE}?step=3").content.decode()
    assert officer.get(f"{HERE}?step=x").status_code == 400


def test_a_draft_is_its_writers_alone_and_a_register_its_writers(officer: Client) -> None:
    officer.post(HERE, FIRST | {"do": "save", "area": "371083"})
    colleague = Client()
    colleague.force_login(enlist("colleague", "officer", unit="finance"))
    assert "371083" not in colleague.get(HERE).content.decode()
    mayor = Client()
    mayor.force_login(enlist("mayor", "mayor", unit="gov_office"))
    assert mayor.get(HERE).status_code == 404
    assert officer.get("/desk/enter/no-such-register/").status_code == 404
