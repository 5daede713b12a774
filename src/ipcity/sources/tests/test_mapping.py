"""The language of maps, and the forms of the offices."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipcity.sources.forms import FORMS
from ipcity.sources.mapping import mapped

TREE = fromstring(
    "<r k='v'><n lang='en'>A</n><n lang='de'>B</n><p><f/><x>1</x></p><p><x>2</x></p><e> y </e><z>渔\n竿 x</z></r>"
)


@pytest.mark.parametrize(
    ("plan", "value"),
    [
        ("n", "A"), ("@k", "v"), ("n[@lang='de']", "B"), ("p/x", "1"), ("=word", "word"), ("none", ""), ("?p/f", "yes"),
        ("^e", " y "), ("z", "渔竿 x"), (["none", "e"], "y"), ({"join": ["n", "none", "e"], "with": "-"}, "A-y"),
        ({"all": "p/x"}, "1; 2"), ({"of": "n", "table": {"A": "a"}}, "a"), ({"of": "e", "table": {"A": "a"}, "else": "b"}, "b"),
        ({"of": "n", "is": "A"}, True), ({"when": "n", "is": "B", "then": "e", "else": "=no"}, "no"),
        ([{"each": "p", "number": "x", "main": "#first"}], [{"number": "1", "main": True}, {"number": "2", "main": False}]),
        ([{"each": "p/x", "value": "."}], ["1", "2"]), ([{"each": "p", "name": "none"}], []),
        ({"each": "n", "key": "@lang", "value": "."}, {"en": "A", "de": "B"}),
        ({"each": "n", "key": "=x", "value": ".", "merge": "+"}, {"x": "A+B"}),
        ([{"first": [{"each": "q", "value": "."}, {"each": "p/x", "value": "/n"}]}], ["A", "A"]),
    ],
)  # fmt: skip
def test_the_language(plan, value):
    assert mapped(plan, TREE, TREE) == value


@pytest.mark.parametrize(
    ("form", "written", "plain"),
    [
        ("ipc", "H04W  84/    20            A I", "H04W84/20"), ("ipc", "G06F015/16", "G06F15/16"),
        ("ipc", "H02K0016000000", "H02K16/00"), ("ipc", "G06F 1516", "G06F15/16"), ("ipc", "7A 61K   9/16   A", "A61K9/16"),
        ("ipc", "A61K2800/10", "A61K2800/10"), ("ipc-edition", "A61K   8/04        20060101ALI20221215BHEP", "2006.01"),
        ("edition", "20130101", "2013.01"), ("edition", "7", "7"), ("is-first", "A61K   9/00        20060101AFI2022", "F"),
        ("day", "20001027", "2000-10-27"), ("day", "19831100", "1983-11"), ("day", "2015/3/4 0:00:00", "2015-03-04"),
        ("day", "2021-11-17T04:00:00.000+0000", "2021-11-17"), ("day", "0", ""), ("day", "1893", "1893"),
        ("day-first", "14/06/1991", "1991-06-14"), ("us-number", "D. 271298", "D271298"), ("us-number", "RE044123", "RE44123"),
        ("us-class", "D 6300", "D6/300"), ("us-class", "709228", "709/228"), ("us-class", "128905000", "128/905"),
        ("locarno", "06 - 01", "06-01"), ("nice", "009", "9"), ("zeroless", "0000000", ""), ("real-day", "1900-01-01", ""),
        ("country", "unknown", ""), ("undotted", "G 82 33 714.4", "8233714"), ("uncoded", "样例事务所 42222", "样例事务所"),
    ],
)  # fmt: skip
def test_forms(form, written, plain):
    assert FORMS[form](written) == plain


@given(st.text(max_size=40), st.sampled_from(sorted(FORMS)))
def test_a_form_never_fails(text, form):
    assert isinstance(FORMS[form](text), str)
