"""Two rows, one right. Worked by hand."""

from __future__ import annotations

import msgspec

from ipcity.records import (
    Document,
    Number,
    Party,
    Record,
    Standing,
    contradiction,
    first_view,
    keys_of,
    merged,
    mint_id,
)


def row(**fields):
    base = Record(record_id="", kind="patent", right_type="invention", office="cn")
    return msgspec.structs.replace(base, **fields)


def party(name, role="applicant"):
    return Party(role=role, name=name, name_norm=name)


A = Document(number="CN109999443A", kind_code="A", on="2019-07-12", stage="published")
B = Document(number="CN109999443B", kind_code="B", on="2021-03-02", stage="granted")


def test_publication_and_grant_of_one_invention_share_a_key():
    assert keys_of(row(documents=[A])) == keys_of(row(documents=[B])) == ["cn:d:109999443"]


def test_a_utility_model_of_the_same_digits_is_another_right():
    other = Document(number="CN109999443U", kind_code="U", on="2019-07-12", stage="granted")
    assert keys_of(row(documents=[other])) == ["cn:d:109999443U"]


def test_an_invented_right_never_meets_a_real_one():
    assert keys_of(row(documents=[A], realm="sample")) != keys_of(row(documents=[A]))


def test_application_number_with_and_without_check_digit_is_one_key():
    whole = row(numbers=[Number(type="application", value="2017106018623", checked=True)])
    short = row(numbers=[Number(type="application", value="201710601862")])
    assert keys_of(whole) == keys_of(short) == ["cn:a:201710601862"]
    assert mint_id(whole) == mint_id(short) == "patent-cn-2017106018623"


def test_without_an_application_number_the_publication_names_the_right():
    assert mint_id(row(documents=[A])) == "patent-cn-pub-109999443"
    assert mint_id(row()) is None


def test_the_better_source_wins_whatever_came_first():
    good = first_view(row(title={"zh": "正"}), Standing("gazette", 10, "2019-07-12"))
    poor = first_view(row(title={"zh": "误"}), Standing("vendor", 40, "2022-01-01"))
    assert merged(good, poor).title == merged(poor, good).title == {"zh": "正"}


def test_of_one_source_the_later_document_wins():
    early = first_view(row(parties=[party("甲公司")], documents=[A]), Standing("gazette", 10, A.on))
    late = first_view(row(parties=[party("乙公司", "owner")], documents=[B]), Standing("gazette", 10, B.on))
    for one in (merged(early, late), merged(late, early)):
        assert [holder.name for holder in one.holders] == ["乙公司"]
        assert {document.number for document in one.documents} == {A.number, B.number}


def test_a_source_that_says_nothing_takes_nothing_away():
    known = first_view(row(abstract={"zh": "摘要"}), Standing("vendor", 40, "2019-01-01"))
    silent = first_view(row(), Standing("gazette", 10, "2020-01-01"))
    assert merged(known, silent).abstract == {"zh": "摘要"}


def test_other_filing_day_and_other_holder_contradict():
    one = row(dates={"filed": "2014-06-17"}, parties=[party("甲公司")])
    assert "2013-04-26" in contradiction(one, row(dates={"filed": "2013-04-26"}, parties=[party("乙公司")]))
    assert contradiction(one, row(dates={"filed": "2013-04-26"}, parties=[party("甲公司")])) is None
    assert contradiction(one, row(dates={"filed": "2014-06-17"}, parties=[party("乙公司")])) is None
