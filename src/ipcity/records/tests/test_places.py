from __future__ import annotations

import csv

import pytest

from ipcity.records.places import area_name, areas_above, cut_to_city, place_of, places_of_words
from ipcity.testing import shared_path


@pytest.mark.parametrize(
    ("address", "area", "zone"),
    [
        ("264200山东省威海市", "371000", None),
        ("264205山东省威海市经济技术开发区青岛南路1号", "371000", "jingqu"),
        ("264200山东省威海市高技区天津路190号院内", "371000", "gaoqu"),
        ("264209山东省威海市火炬高技术产业开发区火炬路213号", "371000", "gaoqu"),
        ("264210山东省威海市高区初河北路12号", "371000", "gaoqu"),
        ("264209山东省威海市高技术产业开发区天津路198号联桥工业园内", "371000", "gaoqu"),
        ("264414山东省威海市临港经济技术开发区苘山镇中韩路2号", "371000", "lingang"),
        ("264500山东省威海市乳山市经济开发区海城街8号", "371083", None),
        ("264300山东省威海市文登区文登市经济开发区大连路9号", "371003", None),
        ("山东省文登市经济技术开发区珠海路", "371003", None),
        ("264309山东省威海市荣成石岛牧云西路海洋高新产业园区", "371082", None),
        ("264200山东省威海市火炬路-213-3号", "371000", None),
        ("264203山东省威海市环翠区火炬南路576号", "371002", None),
        ("山东省威海市文登路3号", "371000", None),
        ("266021山东省青岛市市北区威海路220号", "370200", None),
        ("威海火炬高技术产业开发区火炬路1号", "371000", "gaoqu"),
        ("荣成市石岛镇", "371082", None),
        ("516223广东省惠州", "441300", None),
        ("102403北京市房山区琉璃河镇", "110000", None),
        ("中国台湾新北市", "710000", None),
        ("美国爱达荷州", "US", None),
        ("英属维尔京群岛托尔托拉岛", "VG", None),
        ("河南省济源市", "410000", None),
        ("", None, None),
        ("某不知名地方", None, None),
    ],
)
def test_address(address, area, zone):
    place = place_of(address)
    assert (place.area, place.zone) == (area, zone)


def test_a_natural_persons_address_ends_at_the_city():
    assert cut_to_city("264200山东省威海市环翠区光明路90号3单元") == "山东省威海市"
    assert cut_to_city("北京市朝阳区某小区1号楼") == "北京市"
    assert cut_to_city("荣成市石岛镇某村12号") == "荣成市"
    assert cut_to_city("某不知名地方5号") == ""


def test_words_people_use_for_the_high_tech_zone():
    for word in ("火炬", "高技", "高区", "高技区", "火炬高技术产业开发区"):
        assert places_of_words(word) == [("zone", "gaoqu")]
    assert places_of_words("威海") == [("area", "371000")]
    assert places_of_words("威海市高区") == [("area", "371000"), ("zone", "gaoqu")]
    assert places_of_words("机器人") == places_of_words("威海路") == places_of_words("") == []


def test_areas_above_a_district():
    assert areas_above("371002") == ["371002", "371000", "370000"]
    assert area_name("371003")["zh"] == "文登区"


@pytest.mark.shared
def test_the_gazette_day_has_75_rows_of_weihai():
    """76 rows hold the word; one of them is a street in Qingdao, read by eye."""
    folder = shared_path("data/cn_patents/gazette_2019-07-12")
    rows = [
        row for file in sorted(folder.glob("*.csv")) for row in csv.DictReader(file.open(encoding="gb18030"))
    ]
    named = [row["address"] for row in rows if "威海" in row["address"]]
    inside = [address for address in named if (place_of(address).area or "").startswith("3710")]
    assert (len(named), len(inside)) == (76, 75)
    assert set(named) - set(inside) == {"266021山东省青岛市市北区威海路220号"}


def test_norway_is_no_boolean():
    """YAML 1.1 reads a bare NO as false."""
    assert place_of("挪威奥斯陆").area == "NO"
