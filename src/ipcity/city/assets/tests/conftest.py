"""A small lake with names that look alike, and two officers."""

from __future__ import annotations

import pytest

from ipcity.base.settings import settings as house
from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Person
from ipcity.lake import open_lake
from ipcity.records import Document, Party, Record, normal_name
from ipcity.search import update_index

STREET = "264200 山东省威海市环翠区火炬路213号"


def record(number: int, holder: str, *inventors: str, address: str = "", area: str = "371002") -> Record:
    natural = len(holder) < 4
    parties = [
        Party(
            role="owner",
            name=holder,
            name_norm=normal_name(holder),
            natural=natural,
            address=address or None,
            area=area,
        )
    ]
    parties += [Party(role="inventor", name=one, name_norm=one, natural=True) for one in inventors]
    return Record(
        record_id=f"patent-cn-pub-{number}", kind="patent", right_type="invention", office="cn",
        title={"zh": f"装置{number}"}, dates={"published": "2019-07-12"},
        documents=[Document(number=f"CN{number}A", kind_code="A", on="2019-07-12", stage="published")], parties=parties,
    )  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch, db):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    house.cache_clear()
    lake = open_lake(tmp_path / "lake")
    names = [
        ("威海海智新材料股份有限公司", "于海生"), ("威海海智新材料股份有限公司", "丛日升"), ("威海市海智新材料有限责任公司", "于海生"),
        ("烟台海智新材料有限公司", "孙福来"), ("WEIHAI HAIZHI NEW MATERIALS CO., LTD.", "于海生"),
        ("威海华兴机械有限公司", "毕建国"), ("威海华兴机械有限公司", "毕建国"), ("威海华星机械有限公司", "毕建国"),
        ("哈尔滨工业大学", "宋大江"), ("哈尔滨工业大学（威海）", "宋大江"),
    ]  # fmt: skip
    with lake.write() as writer:
        writer.put(
            record(100000001 + at, name, who, address=STREET if "华" in name else "")
            for at, (name, who) in enumerate(names)
        )
        writer.put([record(100000099, "于海生", "于海生", address="山东省威海市")])
    update_index(lake, tmp_path / "index")
    yield tmp_path
    house.cache_clear()


@pytest.fixture
def officers(db) -> tuple[Person, Person]:
    load_units()
    users = (
        enlist("one", "officer", unit="cnipa_city", name="甲"),
        enlist("two", "officer", unit="cnipa_city", name="乙"),
    )
    return Person.objects.get(user=users[0]), Person.objects.get(user=users[1])
