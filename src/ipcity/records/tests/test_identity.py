"""Which rows are one right, for every kind."""

from __future__ import annotations

import pytest

from ipcity.records import Document, Number, Party, Record, keys_of, kind_of, kinds, mint_id, unnumbered


def made(kind: str, office: str, *numbers: tuple[str, str], **more: object) -> Record:
    listed = [Number(type=name, value=value) for name, value in numbers]
    return Record(record_id="", kind=kind, right_type="", office=office, numbers=listed, **more)  # type: ignore[arg-type]


def test_nine_kinds_of_rights_each_with_a_schema() -> None:
    assert list(kinds()) == [
        "patent", "trademark", "software", "work", "variety", "indication", "layout", "standard", "literature",
    ]  # fmt: skip
    for kind in kinds().values():
        for texts in (kind.right_types, kind.numbers, kind.roles, kind.dates, kind.states):
            assert all(
                (one.name if hasattr(one, "name") else one).keys() >= {"zh", "en"} for one in texts.values()
            )
        assert all(kind.state_of(words) for words in kind.state_words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # publication and grant of an American patent share only the application
        (
            made("patent", "us", ("application", "14643719"), ("publication", "US20160266000A1")),
            made("patent", "us", ("application", "14643719"), ("publication", "US10000000B2")),
        ),
        # those of a European one share their digits
        (
            made("patent", "ep", ("publication", "EP1000000A1")),
            made("patent", "ep", ("publication", "EP1000000B1")),
        ),
        # a citation without its day meets the dated publication
        (
            made("patent", "cn", ("publication", "CN106368451A")),
            made(
                "patent",
                "cn",
                documents=[
                    Document(number="CN106368451A", kind_code="A", on="2017-02-01", stage="published")
                ],
            ),
        ),
        # in China the application number of a trade mark becomes its registration number
        (
            made("trademark", "cn", ("application", "16435657")),
            made("trademark", "cn", ("registration", "１６４３５６５７")),
        ),
        (
            made("standard", "cn", ("standard", "GB/T 1.1-2020")),
            made("standard", "cn", ("standard", "gb/t1.1-2020")),
        ),
    ],
)
def test_one_right(one: Record, other: Record) -> None:
    assert set(keys_of(one)) & set(keys_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            made("trademark", "us", ("application", "5012345")),
            made("trademark", "us", ("registration", "5012345")),
        ),
        (
            made("trademark", "cn", ("registration", "5012345")),
            made("trademark", "us", ("registration", "5012345")),
        ),
        (
            made("standard", "cn", ("standard", "GB/T 1.1-2020")),
            made("standard", "cn", ("standard", "GB/T 11-2020")),
        ),
        (
            made("software", "cn", ("registration", "2016SR309930")),
            made("work", "cn", ("registration", "2016SR309930")),
        ),
        (
            made("patent", "us", ("publication", "USD435854S1")),
            made("patent", "us", ("publication", "US435854A")),
        ),
        (made("literature", "cn", ("issn", "1000-0001")), made("literature", "cn", ("issn", "1000-0001"))),
        (
            made("trademark", "cn", ("registration", "5012345"), realm="sample"),
            made("trademark", "cn", ("registration", "5012345")),
        ),
    ],
)
def test_two_rights(one: Record, other: Record) -> None:
    assert not set(keys_of(one)) & set(keys_of(other))


def test_ids_are_readable() -> None:
    assert mint_id(made("patent", "us", ("application", "14643719"))) == "patent-us-14643719"
    assert mint_id(made("patent", "ep", ("publication", "EP1000000B1"))) == "patent-ep-pub-1000000"
    assert mint_id(made("trademark", "us", ("registration", "5,012,345"))) == "trademark-us-r-5012345"
    assert (
        mint_id(made("work", "cn", ("registration", "国作登字-2016-F-00269796")))
        == "work-cn-r-国作登字2016f00269796"
    )
    assert mint_id(made("literature", "cn", ("issn", "1000-0001"))) is None


def test_without_a_number_title_and_holder_tell_rights_apart() -> None:
    ours = Party(role="owner", name="甲公司", name_norm="甲公司")
    theirs = Party(role="owner", name="乙公司", name_norm="乙公司")
    one = made("patent", "cn", title={"zh": "一种鱼竿"}, parties=[ours])
    assert unnumbered(one) == unnumbered(made("patent", "cn", title={"zh": "一种鱼竿 "}, parties=[ours]))
    assert unnumbered(one) != unnumbered(made("patent", "cn", title={"zh": "一种鱼竿"}, parties=[theirs]))


def test_a_wording_of_a_state_is_known_or_unknown_never_guessed() -> None:
    assert kind_of("trademark").state_of("Pending") == "filed"
    assert kind_of("trademark").state_of("something else") is None
