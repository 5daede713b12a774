"""Names taken many at once, against each by itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ipcity.records import normal_name
from ipcity.search.names import MARK, name_keys
from ipcity.search.pinyin import syllables
from ipcity.search.script import simplified
from ipcity.search.spelled import spelled

_SIGNS = "威海光重庆长乐行機器人㐀豈 　ＡbÉΣ…℃·(（)）한é\u0301\U00020000\x00\n"
_NAMES = st.lists(st.text(st.sampled_from(_SIGNS) | st.characters(), max_size=12), max_size=12)


@settings(deadline=None, max_examples=400)  # tables are read at the first
@given(_NAMES)
def test_each_is_as_by_itself(names):
    found = spelled(names)
    for name in names:
        plain = simplified(normal_name(name))
        assert (found[name].normal, found[name].plain) == (normal_name(name), plain)
        assert found[name].syllables == syllables(name)
        if found[name].by_sign:
            assert all(syllables(sign) == (said,) for sign, said in zip(plain, syllables(name), strict=True))


@settings(deadline=None, max_examples=400)  # tables are read at the first
@given(_NAMES)
def test_keys_of_many_are_those_of_each(names):
    assert name_keys(names) == {name: name_keys([name])[name] for name in names}


def test_keys_lead_from_short_names_and_letters_to_the_whole_one():
    name = "威海光威复合材料股份有限公司"
    keys = {"光威复合材料", "guangweifuhecailiao", "gwfhcl", "whgwfhclgfyxgs"}
    assert {*name_keys([name])[name]} == {f"{key}{MARK}{name}" for key in keys}
    bank = "重庆银行股份有限公司"  # 重 and 行 are read by their neighbours
    assert f"yinxing{MARK}{bank}" not in name_keys([bank])[bank]
    assert f"cqyhgfyxgs{MARK}{bank}" in name_keys([bank])[bank]
    assert name_keys(["王重庆"]) == {"王重庆": ()}
