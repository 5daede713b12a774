"""Industries: definitions fit records as they say, can be edited with their history kept, and refuse nonsense."""

from __future__ import annotations

import pytest

from ipcity.base.errors import BadInput, Busy, Damaged, NotFound
from ipcity.base.settings import settings
from ipcity.records import ClassMark, Record
from ipcity.records.industries import checked, definitions, history, industries_of, industry_named, save


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    settings.cache_clear()


def right(title, *classes):
    marks = [ClassMark(scheme=one.split(":")[0], symbol=one.split(":")[1]) for one in classes]
    return Record(
        record_id="x", kind="patent", right_type="invention", office="cn", title={"zh": title}, classes=marks
    )


PLAIN = {
    "name": {"zh": "假想业"},
    "source": {"document": "假想文件"},
    "rules": [{"classes": ["B99"], "words": ["风筝"]}],
}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (right("一种船", "ipc:B63B1/04"), ["marine_equipment"]),
        (right("钻井装置", "ipc:E21B7/12"), []),
        (right("海上钻井装置", "ipc:E21B7/12"), ["marine_equipment"]),
        (right("一种鱼竿", "locarno:22-05"), ["fishing_tackle"]),
        (right("碳纤维渔竿", "ipc:A01K87/00"), ["carbon_fibre", "fishing_tackle"]),
        (right("面霜", "ipc:A61K8/02"), []),
        (right("药片", "ipc:A61K9/20"), ["medicine"]),
        (right("某商标", "nice:10"), ["medical_devices"]),
        (right("杯子", "ipc:A47G19/22"), []),
    ],
)
def test_a_right_belongs_where_a_rule_fits(record, expected):
    assert industries_of(record) == expected


def test_the_plans_industries_have_their_source():
    known = definitions()
    assert {
        "marine_equipment",
        "electronics",
        "robots",
        "new_materials",
        "medical_devices",
        "carbon_fibre",
    } <= set(known)
    assert all(one.source.document and one.name["en"] for one in known.values())
    assert industry_named("海洋高端装备制造") == industry_named("Marine Equipment") == "marine_equipment"
    assert industry_named("没有这个") is None


def test_a_rule_with_classes_and_words_needs_both_in_the_query_too():
    one = checked({**PLAIN, "without": {"classes": ["locarno:1-2"]}})
    assert one.query == '( ( ( IPC=B99 ) AND ( "风筝" ) ) ) NOT ( 洛迦诺=01-02 )'


def test_an_edit_goes_before_what_is_shipped_and_keeps_what_was():
    assert save("kites", PLAIN, by="analyst", reason="新增", seen=-1).number == 1
    edited = {**PLAIN, "rules": [{"words": ["纸鸢"]}]}
    assert save("kites", edited, by="analyst", reason="改词", seen=1).number == 2
    assert definitions()["kites"].rules[0].words == ("纸鸢",)
    assert [(one.number, one.reason) for one in history("kites")] == [(1, "新增"), (2, "改词")]
    shipped = definitions()["robots"]
    plain = {"name": shipped.name, "source": {"document": "x"}, "rules": [{"classes": ["B25J"]}]}
    save("robots", plain, by="analyst", reason="只按分类", seen=0)
    assert industries_of(right("一种机器人")) == [] and history("robots")[0].definition == shipped
    save("robots", {**plain, "retired": True}, by="analyst", reason="不再统计", seen=1)
    assert "robots" not in definitions() and len(history("robots")) == 3
    with pytest.raises(NotFound):
        history("nothing")


def test_two_edits_of_one_version_do_not_overwrite_each_other():
    save("kites", PLAIN, by="a", reason="新增", seen=-1)
    with pytest.raises(Busy):
        save("kites", PLAIN, by="b", reason="也新增", seen=-1)


@pytest.mark.parametrize(
    "wrong",
    [
        {**PLAIN, "name": {"en": "Kites"}},
        {**PLAIN, "rules": []},
        {**PLAIN, "rules": [{}]},
        {**PLAIN, "rules": [{"classes": ["不是分类"]}]},
        {**PLAIN, "rules": [{"classes": ["locarno:xx"]}]},
        {**PLAIN, "rules": [{"words": ["船"]}]},
        {**PLAIN, "rules": [{"words": ['引"号']}]},
        {**PLAIN, "rules": [{"words": [f"词{at:03}" for at in range(200)]}]},
        {**PLAIN, "unknown": 1},
        {**PLAIN, "name": {"zh": "机器人"}},
    ],
)
def test_what_cannot_be_a_definition_is_refused_with_a_sentence(wrong):
    with pytest.raises(BadInput) as refused:
        save("kites", wrong, by="a", reason="试", seen=-1)
    assert refused.value.message.endswith("。") and "kites" not in definitions()
    with pytest.raises(BadInput):
        save("../kites", PLAIN, by="a", reason="试", seen=-1)
    with pytest.raises(BadInput):
        save("kites", PLAIN, by="a", reason=" ", seen=-1)


def test_a_damaged_file_is_named(own_home):
    file = own_home / "industries" / "kites" / "0001.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("number: 1\n", encoding="utf-8")
    with pytest.raises(Damaged) as broken:
        definitions()
    assert broken.value.path.endswith("0001.yaml")
