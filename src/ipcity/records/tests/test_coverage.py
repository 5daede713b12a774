from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ipcity.records import Coverage, Need, answer


def stated(begin, end, *, complete=True, area="*", content="grants"):
    return Coverage(
        source="s", realm="real", office="cn", kind="patent", right_type="invention", content=content, area=area,
        from_=str(begin), to=str(end), complete=complete, label={"zh": "", "en": ""},
    )  # fmt: skip


def need(begin, end, area="371000"):
    return Need(
        realm="real", office="cn", kind="patent", right_type="invention", content="grants", area=area,
        from_=begin, to=end,
    )  # fmt: skip


YEAR = need(date(2019, 1, 1), date(2019, 12, 31))


def test_one_gazette_day_does_not_cover_a_year():
    got = answer(YEAR, [stated("2019-07-12", "2019-07-12")])
    assert not got.met
    assert got.missing == [(date(2019, 1, 1), date(2019, 7, 11)), (date(2019, 7, 13), date(2019, 12, 31))]


def test_partial_data_cover_nothing():
    assert not answer(YEAR, [stated("2019-01-01", "2019-12-31", complete=False)]).met


def test_the_city_covers_its_districts_and_not_its_neighbour():
    whole = [stated("2019-01-01", "2019-12-31", area="371000")]
    assert answer(need(YEAR.from_, YEAR.to, "371002"), whole).met
    assert not answer(need(YEAR.from_, YEAR.to, "370200"), whole).met
    assert not answer(need(YEAR.from_, YEAR.to, "371100"), whole).met
    assert answer(
        need(YEAR.from_, YEAR.to, "371002"), [stated("2019-01-01", "2019-12-31", area="370000")]
    ).met
    assert not answer(
        need(YEAR.from_, YEAR.to, "371000"), [stated("2019-01-01", "2019-12-31", area="371002")]
    ).met


def test_other_content_does_not_help():
    assert not answer(YEAR, [stated("2019-01-01", "2019-12-31", content="publications")]).met


DAYS = st.integers(0, 60)


@given(st.lists(st.tuples(DAYS, DAYS)), DAYS, DAYS)
def test_met_exactly_when_every_day_is_covered(spans, begin, end):
    """The second method: look at every day."""
    origin = date(2019, 1, 1)

    def at(offset):
        return origin + timedelta(days=offset)

    begin, end = sorted((begin, end))
    whole = [stated(at(min(pair)), at(max(pair))) for pair in spans]
    covered = {day for pair in spans for day in range(min(pair), max(pair) + 1)}
    got = answer(need(at(begin), at(end)), whole)
    lacking = {day for day in range(begin, end + 1) if day not in covered}
    assert got.met == (not lacking)
    assert {
        (low + timedelta(days=n) - origin).days
        for low, high in got.missing
        for n in range((high - low).days + 1)
    } == lacking
